using Huracan.Engine;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Bench.Drift;

/// <summary>How many far-out rows three distances find, each at the limit that one row of the later bars in a thousand is beyond.</summary>
internal sealed record FarRows(string Name, Func<double[], double> Distance)
{
    private const int Sample = 500;

    public static string[] Headings => ["distance", "one feature × 100", "one feature 10 deviations more", "two features swapped"];

    /// <summary>The distances, learnt from training rows.</summary>
    public static FarRows[] Of(DriftReference reference, IReadOnlyList<double[]> training)
    {
        double[][] near = [.. Enumerable.Range(0, Sample).Select(i => Scaled(reference, training[i * training.Count / Sample]))];
        return
        [
            new("greatest deviation of a feature", row => Scaled(reference, row).Max(Math.Abs)),
            new("nearest of 500 training rows", row =>
            {
                var scaled = Scaled(reference, row);
                return near.Min(other => scaled.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
            }),
            new("Mahalanobis, shrunk covariance (used)", row => DriftMonitor.JudgeRow(reference, row)!.Value),
        ];
    }

    /// <summary>Shares found of each kind of change to rows that were usual.</summary>
    public double[] Shares(IReadOnlyList<double[]> rows, SeededRandom random)
    {
        var usual = rows.Select(Distance).Order().ToArray();
        var limit = usual[(int)(0.999 * (usual.Length - 1))];
        double[] found = [0, 0, 0];
        var tried = 0;
        for (var i = 0; i < rows.Count; i += 10)
        {
            var (row, one, other) = (rows[i], random.NextInt(rows[i].Length), random.NextInt(rows[i].Length));
            found[0] += Distance(With(row, one, row[one] * 100)) > limit ? 1 : 0;
            found[1] += Distance(With(row, one, row[one] + 10 * Deviation(rows, one))) > limit ? 1 : 0;
            found[2] += Distance(With(With(row, one, row[other]), other, row[one])) > limit ? 1 : 0;
            tried++;
        }
        return Array.ConvertAll(found, count => count / tried);
    }

    private static double Deviation(IReadOnlyList<double[]> rows, int feature)
    {
        var mean = rows.Average(row => row[feature]);
        return Math.Sqrt(rows.Average(row => (row[feature] - mean) * (row[feature] - mean)));
    }

    private static double[] With(double[] row, int feature, double value)
    {
        var changed = (double[])row.Clone();
        changed[feature] = value;
        return changed;
    }

    private static double[] Scaled(DriftReference reference, double[] row) =>
        [.. reference.Features.Select((feature, i) => feature.Scale > 0 ? (row[i] - feature.Centre) / feature.Scale : 0)];
}
