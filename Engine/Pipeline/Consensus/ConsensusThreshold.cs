using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.EntryThresholds;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>Chooses, on validation, how much agreement is traded from; by the rule of <see cref="EntryThreshold"/>.</summary>
internal static class ConsensusThreshold
{
    /// <summary>Sizes of S tried.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(1, 30).Select(i => Math.Round(0.02 * i, 2))];

    /// <summary>Backtests every threshold of the grid with the held candidate's horizon, costs and levels.</summary>
    /// <param name="validation">The consensus on validation.</param>
    /// <param name="held">A candidate of the horizon that trades are held for.</param>
    public static EntryThresholdChoice Choose(ConsensusPath validation, Candidate held)
    {
        var trials = new List<ThresholdTrial>();
        foreach (var threshold in Grid)
        {
            var signals = (validation with { Threshold = threshold }).Signals(held.Backtester.Candles.Count, held.Levels);
            var result = held.Backtester.Run(validation.Range, signals);
            var sharpe = SharpeStatistics.Of(BarReturns.Of(result));
            trials.Add(new ThresholdTrial(
                threshold, result.Trades.Count, result.FinalEquity / result.InitialCapital - 1, sharpe.Ratio - sharpe.StandardError,
                sharpe.StandardError));
        }
        // In proportion as many trades as ACTIVE asks of the test part, as for a candidate's own entry threshold.
        var share = (double)held.Parts.Validation.Length / held.Parts.Test.Length;
        var fewest = Math.Max(new EntryThresholdOptions().MinTrades, (int)Math.Ceiling(share * ThresholdsBuilder.ActiveTrades));
        return EntryThreshold.Pick(trials, fewest);
    }
}
