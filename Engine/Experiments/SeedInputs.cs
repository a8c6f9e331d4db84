using Huracan.Contracts;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Experiments;

/// <summary>
/// Whether the runs of all seeds learnt from the same: each takes candles, features and brought files as they are when it is made, and what
/// differs between seeds must be chance.
/// </summary>
public static class SeedInputs
{
    /// <summary>What decides a training beside its settings and its seed, by the names in <see cref="ModelConfig.Lineage"/>.</summary>
    internal static readonly string[] Names = ["data", "features", ModelConfig.Plugin, ModelConfig.Brought];

    private const int MostNamed = 3;

    /// <summary>Refuses results of which a candidate was made from something else with another seed.</summary>
    /// <param name="results">Results of some seeds.</param>
    /// <exception cref="InputRefusedException">Names candidates, what differs, and the seeds.</exception>
    public static void RequireSame(IReadOnlyList<CandidateResult> results)
    {
        var differences = results.Where(one => one.Inputs.Count > 0)
            .GroupBy(one => RunOutputs.Candidate(one.Unit, one.Model, one.Horizon))
            .SelectMany(seeds => seeds.Skip(1).Select(other => Difference(seeds.Key, seeds.First(), other)))
            .OfType<string>()
            .ToList();
        if (differences.Count > 0)
            throw new InputRefusedException(
                "Seeds cannot be compared, since their runs were made from different inputs:\n  "
                    + $"{string.Join("\n  ", differences.Take(MostNamed))}"
                    + (differences.Count > MostNamed ? $"\n  and {differences.Count - MostNamed} more" : "")
                    + "\nCandles, features.yaml, a plug-in or a brought file changed between the runs. Begin anew with --restart; where "
                    + "candles are added all the time, set 'run.to'.");
    }

    private static string? Difference(string candidate, CandidateResult one, CandidateResult other)
    {
        var names = Names.Where(name => one.Inputs.GetValueOrDefault(name) != other.Inputs.GetValueOrDefault(name)).ToArray();
        return names.Length == 0
            ? null
            : FormattableString.Invariant($"{candidate}: {string.Join(" and ", names)} of seeds {one.Seed} and {other.Seed}");
    }
}
