using Huracan.Contracts.Reports;

namespace Huracan.Bench.Drift;

/// <summary>What the guard said at each of some bars, by rule.</summary>
internal sealed class Watch(int bars)
{
    /// <summary>A single row far out; the rule of the same name is about windows.</summary>
    public const string Row = "one row";

    private const int Quiet = 100;

    public static string[] Rules { get; } = [DriftFinding.Drift, DriftFinding.OutOfDistribution, Row, DriftFinding.ScoreDecay];

    private readonly Dictionary<string, DriftLevel[]> levels = Rules.ToDictionary(rule => rule, _ => new DriftLevel[bars]);

    public int Bars => bars;

    public void Set(int bar, IEnumerable<DriftFinding> findings)
    {
        foreach (var finding in findings)
        {
            var of = levels[finding.Rule];
            of[bar] = finding.Level > of[bar] ? finding.Level : of[bar];
        }
    }

    /// <summary>Bars until a level is reached, 1 for the first; null for never.</summary>
    public int? Delay(IEnumerable<string> rules, DriftLevel level)
    {
        var first = rules.Select(rule => Array.FindIndex(levels[rule], at => at >= level)).Where(bar => bar >= 0).DefaultIfEmpty(-1).Min();
        return first < 0 ? null : first + 1;
    }

    /// <summary>Times a level is reached after a hundred bars without it.</summary>
    public int Times(IReadOnlyCollection<string> rules, DriftLevel level)
    {
        var (count, last) = (0, -Quiet - 1);
        for (var bar = 0; bar < bars; bar++)
        {
            if (!rules.Any(rule => levels[rule][bar] >= level))
                continue;
            count += bar - last > Quiet ? 1 : 0;
            last = bar;
        }
        return count;
    }

    /// <summary>Bars at a level or above.</summary>
    public int Count(IReadOnlyCollection<string> rules, DriftLevel level) =>
        Enumerable.Range(0, bars).Count(bar => rules.Any(rule => levels[rule][bar] >= level));
}
