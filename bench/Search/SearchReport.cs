namespace Huracan.Bench.Search;

/// <summary>What <c>bench search</c> writes.</summary>
/// <param name="Optuna">Version of the peer; null without one.</param>
/// <param name="Runs">Every study of the contest.</param>
/// <param name="Verdicts">Comparisons with the peer.</param>
/// <param name="Overhead">Cost of a trial.</param>
internal sealed record SearchReport(
    string? Optuna, IReadOnlyList<SearchRun> Runs, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<TrialCost> Overhead)
{
    /// <summary>Whether the default sampler loses nowhere and a trial costs no more than asked.</summary>
    public bool Met => !Verdicts.Any(verdict => verdict.Sampler == Contest.Default && verdict.IsLoss) && Overhead.All(cost => cost.Met);
}
