using Huracan.Bench.Measuring;

namespace Huracan.Bench.Search;

/// <summary>A sampler beside a peer on one function, over the seeds.</summary>
/// <param name="Objective">Name of the function.</param>
/// <param name="Sampler">Ours.</param>
/// <param name="Peer">The other.</param>
/// <param name="Better">Share of the pairs of studies in which ours found the smaller value, equal ones counting half.</param>
/// <param name="P">Two-sided chance of so uneven a share where both are equally good.</param>
internal sealed record Verdict(string Objective, string Sampler, string Peer, double Better, double P)
{
    // Six functions are compared; Bonferroni.
    private const double Significant = 0.05 / 6;

    public bool IsWin => P < Significant && Better > 0.5;

    public bool IsLoss => P < Significant && Better < 0.5;

    public static Verdict Of(string objective, SearchRun[] ours, SearchRun[] theirs)
    {
        double[] one = [.. ours.Select(run => run.Best[^1])], other = [.. theirs.Select(run => run.Best[^1])];
        return new Verdict(objective, ours[0].Sampler, theirs[0].Sampler, RankSum.ShareBelow(one, other), RankSum.TwoSided(one, other));
    }

    public static void Show(IReadOnlyList<Verdict> verdicts)
    {
        Console.WriteLine(
            "\nAfter 100 trials: share of pairs of studies in which ours is better, and Mann-Whitney's two-sided p; * is p < 0.05 / 6");
        foreach (var pair in verdicts.GroupBy(verdict => (verdict.Sampler, verdict.Peer)))
        {
            Tables.Print([$"{pair.Key.Sampler} beside {pair.Key.Peer}", "better", "p", ""], pair.Select(IReadOnlyList<string> (verdict) =>
                [
                    verdict.Objective, Tables.Number(verdict.Better), Tables.Number(verdict.P, "G3"),
                    verdict.IsWin ? "* won" : verdict.IsLoss ? "* LOST" : "",
                ]));
            Console.WriteLine(
                $"significant wins {pair.Count(verdict => verdict.IsWin)}, losses {pair.Count(verdict => verdict.IsLoss)} of "
                    + $"{pair.Count()}; better on {pair.Count(verdict => verdict.Better > 0.5)}\n");
        }
    }
}
