using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Bench.Power;

/// <summary>How one coin of a study ended.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Action">What may be done with it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Trades">Trades in test.</param>
/// <param name="Sharpe">Annualised, after all costs; null without variance.</param>
/// <param name="Psr">Probability that the true Sharpe ratio is above 0; null likewise.</param>
/// <param name="LogLossSkill">Of the forecasts of validation.</param>
/// <param name="Oracle">What knowing the planted events would have brought; null without a signal.</param>
internal sealed record CoinVerdict(
    string Coin, GateAction Action, string Reason, double Score, int Trades, double? Sharpe, double? Psr, double LogLossSkill,
    OracleVerdict? Oracle)
{
    public static CoinVerdict Of(UnitReport report, RunOptions options)
    {
        var result = report.Result;
        var chosen = report.Candidates.Single(candidate => candidate.Family == result.Family && candidate.Horizon == result.Horizon);
        TradingMetrics trading = chosen.Trading.Trading;
        return new CoinVerdict(
            result.Coin, result.Action ?? GateAction.NoTrade, result.Reason, chosen.Score.Score, trading.TradesTaken,
            Finite(trading.SharpeAnnual), Finite(trading.Psr),
            chosen.Validation.LogLossSkill, OracleVerdict.Of(options, result.Unit, chosen.Trading));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
