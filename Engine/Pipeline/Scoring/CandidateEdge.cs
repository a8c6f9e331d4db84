using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality.Edges;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>What a candidate's trades cost and what is left, entered by market orders and by resting ones.</summary>
public static class CandidateEdge
{
    /// <summary>Measures the backtest, and a second one of the same signals whose entries rest.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="taken">The backtest over the test part.</param>
    /// <param name="signals">What it traded.</param>
    /// <param name="regimes">Regimes of the unit's candles.</param>
    public static EdgeReport Of(Candidate candidate, BacktestResult taken, SignalSeries signals, RegimeSeries regimes)
    {
        var (data, options) = (candidate.Data, candidate.Backtester.Options);
        // A quarter of the horizon: an order that waits longer forecasts something else.
        var entry = EntryPolicy.Maker(Math.Max(1, candidate.Horizon / 4), options.Costs.HalfSpreadBps);
        var maker = new Backtester(data.Candles, data.Funding, options with { Entry = entry });
        return new EdgeReport(
            data.Spread ?? new CoinSpread(options.Costs.HalfSpreadBps, SpreadOrigin.Configured, 0, null, null),
            new EdgeMeasure(candidate.Backtester, regimes).Of(taken),
            new EdgeMeasure(maker, regimes).Of(maker.Run(taken.Range, signals)))
        {
            MakerWaitBars = entry.WaitBars,
            MakerThroughBps = entry.ThroughBps,
        };
    }
}
