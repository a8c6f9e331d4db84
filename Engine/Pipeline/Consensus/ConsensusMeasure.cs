using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>Builds the parts of a <see cref="ConsensusReport"/>.</summary>
internal static class ConsensusMeasure
{
    private const double Level = 0.05;

    public static VoterReport Voter(Voter voter, int place, ConsensusPath path, VoterGate gate) => new(
        voter.Candidate.Family.Name, voter.Candidate.Horizon, voter.Report.LogLossSkill,
        Span([.. path.Opinions.Select(opinion => opinion.Weights[place])]),
        Span([.. path.Opinions.Select(opinion => opinion.Reliabilities[place])]),
        gate.Share,
        [
            .. gate.AfterValidation.Select(verdict =>
                $"{(verdict.Enabled ? "may" : "may not")} vote in {SettingText.Of(verdict.Regime)}: {verdict.Reason}"),
        ]);

    public static IReadOnlyList<RegimeTradingReport> Regimes(RegimeSeries regimes, BacktestResult result, int latency)
    {
        var evidence = RegimeEvidence.Empty.Add(result.Trades.Select(trade => RegimeTrade.Of(trade, regimes, latency)));
        return
        [
            .. Enum.GetValues<MarketRegime>().Select(regime =>
            {
                var net = evidence.MeanOf(regime);
                var bars = Enumerable.Range(result.Range.Start, result.Range.Length).Count(bar => regimes[bar] == regime);
                return new RegimeTradingReport(regime, bars, net.Trades, net.Bps, net.StandardError);
            }),
        ];
    }

    public static IReadOnlyList<LevelShare> Levels(ConsensusLevel[] levels) =>
        [.. Enum.GetValues<ConsensusLevel>().Select(level =>
        {
            var bars = levels.Count(one => one == level);
            return new LevelShare(level, bars, (double)bars / levels.Length);
        })];

    /// <summary>Decisions by one of their values; values that never occurred are missing.</summary>
    public static SortedDictionary<T, int> Counts<T>(IEnumerable<DecisionEvent> decisions, Func<DecisionEvent, T> value)
        where T : struct, Enum => new(decisions.GroupBy(value).ToDictionary(group => group.Key, group => group.Count()));

    /// <summary>Whether the consensus beats its best voter, in words that no chance result can make too large.</summary>
    public static string Verdict(DailyDifference difference, string best)
    {
        if (double.IsNaN(difference.PValue))
            return $"It traded as {best} alone did, or both hardly traded: there is nothing to compare.";
        var figures = FormattableString.Invariant(
            $"{difference.MeanBps:0.0} ± {difference.StandardErrorBps:0.0} bp a day over {difference.Days} days, ")
            + FormattableString.Invariant($"p = {difference.PValue:0.###}");
        if (difference.PValue > Level)
            return $"It does not differ from {best} alone by more than chance would: {figures}.";
        return difference.MeanBps > 0 ? $"It beats {best} alone: {figures}." : $"It is worse than {best} alone: {figures}.";
    }

    private static SpanOfValues Span(double[] values) => new(values[0], values.Sum() / values.Length, values[^1]);
}
