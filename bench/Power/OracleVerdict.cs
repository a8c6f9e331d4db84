using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;

namespace Huracan.Bench.Power;

/// <summary>The planted signal traded by one who sees its events, over the same test part with the same backtest and costs.</summary>
/// <param name="Sharpe">Annualised, after all costs.</param>
/// <param name="Psr">Probability that the true Sharpe ratio is above 0.</param>
/// <param name="Trades">Trades in test.</param>
internal sealed record OracleVerdict(double Sharpe, double Psr, int Trades)
{
    public static OracleVerdict? Of(RunOptions options, UnitId unit, TradingReport report)
    {
        if (options.Simulation.Signal is not { } signal)
            return null;
        var market = new SimulatedMarket(options.Simulation);
        var path = market.Simulate(unit.Coin, CancellationToken.None);
        var raw = path.Candles;
        var candles = new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
        var sides = new sbyte[candles.Count];
        foreach (var planted in path.Events)
            sides[planted.Bar] = (sbyte)planted.Direction;
        var test = new BarRange(
            candles.IndexOf(report.From.ToUnixTimeMilliseconds()),
            candles.IndexOf(report.To.ToUnixTimeMilliseconds() - candles.Timeframe.Milliseconds) + 1);
        var result = Backtester.Run(
            candles, test, new SignalSeries(sides), market.LoadFunding(unit.Coin, CancellationToken.None),
            new BacktestOptions { Latency = options.Latency, Exit = ExitPolicy.HoldBars(signal.Horizon), Costs = options.Costs });
        var metrics = TradingMetrics.Of(result, candles.Timeframe);
        return new OracleVerdict(metrics.SharpeAnnual, metrics.Psr, metrics.TradesTaken);
    }
}
