using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>In which regimes a candidate may trade once it is served.</summary>
internal static class CandidateRegimes
{
    /// <summary>Judges the candidate by what <see cref="Learn"/> left of it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="candidate">The candidate, backtested.</param>
    /// <returns>A verdict for every regime, in their order.</returns>
    public static IReadOnlyList<RegimeVerdict> Judge(RunContext context, Candidate candidate) =>
        new RegimeGate(context.Options.RegimeGate).Judge(
            context.Folder.ReadJson<LearntRegimes>(candidate.PathOf(StageOutputs.Regimes)).Evidence);

    /// <summary>
    /// Its trades on validation, by the best model, and on test. Neither backtest is gated: a regime that was disabled once would else
    /// never give new evidence.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="test">Its trades on test.</param>
    public static LearntRegimes Learn(RunContext context, Candidate candidate, IReadOnlyList<Trade> test)
    {
        var (folder, candles, end) = (context.Folder, candidate.Data.Candles, candidate.Parts.Test.End);
        var threshold = folder.ReadJson<ValidationReport>(candidate.PathOf(StageOutputs.ValidationMetrics)).EntryThreshold.Threshold;
        var forecasts = Forecasts.Of(folder.ReadTable(candidate.PathOf(StageOutputs.ValidationForecasts)));
        var validation = candidate.Backtester.Run(candidate.Parts.Validation, candidate.Signals(forecasts, threshold)).Trades;
        var regimes = UnitRegimes.Served(context.Options.Regimes, candles);
        return new LearntRegimes(
            RegimeEvidence.Empty.Add(validation.Concat(test).Select(trade => RegimeTrade.Of(trade, regimes, context.Options.Latency))),
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[end - 1] + candles.Timeframe.Milliseconds));
    }
}
