using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>In which regimes a candidate may trade once it is served.</summary>
internal static class CandidateRegimes
{
    /// <summary>
    /// Judges the candidate by its trades on validation, by the best model, and on test. Neither backtest is gated: a regime that was
    /// disabled once would else never give new evidence.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="candidate">The candidate, backtested.</param>
    /// <returns>A verdict for every regime, in their order.</returns>
    public static IReadOnlyList<RegimeVerdict> Judge(RunContext context, Candidate candidate)
    {
        var folder = context.Folder;
        var threshold = folder.ReadJson<ValidationReport>(candidate.PathOf(StageOutputs.ValidationMetrics)).EntryThreshold.Threshold;
        var regimes = UnitRegimes.Served(context.Options.Regimes, candidate.Data.Candles);
        return new RegimeGate(context.Options.RegimeGate).Judge(RegimeEvidence.Empty
            .Add(Trades(candidate.Parts.Validation, StageOutputs.ValidationForecasts))
            .Add(Trades(candidate.Parts.Test, StageOutputs.TestForecasts)));

        IEnumerable<RegimeTrade> Trades(BarRange part, string table)
        {
            var signals = candidate.Signals(Forecasts.Of(folder.ReadTable(candidate.PathOf(table))), threshold);
            return candidate.Backtester.Run(part, signals).Trades
                .Select(trade => RegimeTrade.Of(trade, regimes, context.Options.Latency));
        }
    }
}
