using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Bench.Drift;

/// <summary>The measures of consecutive bars, to be judged by any limits.</summary>
internal sealed class Watch(DriftReference reference, int from, int bars)
{
    private readonly double[][] windows = [.. Enumerable.Range(0, 3 * reference.Windows.Count).Select(_ => new double[bars])];
    private readonly double[] rows = new double[bars];
    private readonly double[] scores = new double[bars];

    public int Bars => bars;

    public void Set(int bar, DriftMonitor monitor, double[] row, double evidence)
    {
        var findings = monitor.JudgeWindows();
        for (var i = 0; i < findings.Count; i++)
            windows[i][bar - from] = findings[i].Value;
        rows[bar - from] = monitor.JudgeRow(row)!.Value;
        scores[bar - from] = evidence;
    }

    /// <summary>Which bars are above a limit: by the features' shares, by windows' distances, by single rows, by the score.</summary>
    public bool[] Above(string rule, double deviations, double rowBars, double scoreBars) => rule switch
    {
        "rows" => Array.ConvertAll(rows, distance => distance > DriftMonitor.RowLimit(reference.Distance!, rowBars)),
        DriftFinding.ScoreDecay => Array.ConvertAll(
            scores, evidence => reference.Direction is { } direction && evidence > scoreBars * direction.PerBar),
        _ => Windows(rule, deviations),
    };

    private bool[] Windows(string rule, double deviations)
    {
        var above = new bool[bars];
        for (var w = 0; w < reference.Windows.Count; w++)
        {
            var window = reference.Windows[w];
            if (!rule.EndsWith($" {window.Bars}", StringComparison.Ordinal))
                continue;
            var measure = rule.Split(' ')[0];
            var limit = (measure == "psi" ? window.Excess : measure == "shift" ? window.Shift : window.Distance).Beyond(deviations);
            var values = windows[3 * w + (measure == "psi" ? 0 : measure == "shift" ? 1 : 2)];
            for (var bar = 0; bar < bars; bar++)
                above[bar] |= values[bar] > limit;
        }
        return above;
    }

    /// <summary>Times an alarm begins: above after a number of bars that were not.</summary>
    public static int Begins(bool[] above, int quiet)
    {
        var (count, last) = (0, -quiet - 1);
        for (var bar = 0; bar < above.Length; bar++)
        {
            if (!above[bar])
                continue;
            count += bar - last > quiet ? 1 : 0;
            last = bar;
        }
        return count;
    }
}
