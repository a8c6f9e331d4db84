using System.Globalization;

namespace Huracan.Tests.Engine.Models;

/// <summary>A tree of LightGBM's text, and Shapley values by their definition: what a brute-force twin needs.</summary>
internal sealed class LightGBMTree
{
    private readonly int[] features;
    private readonly double[] thresholds;
    private readonly int[] left;
    private readonly int[] right;
    private readonly double[] leaves;
    private readonly double[] leafCounts;
    private readonly double[] nodeCounts;

    private LightGBMTree(Dictionary<string, string> fields)
    {
        features = Array.ConvertAll(Numbers("split_feature"), x => (int)x);
        thresholds = Numbers("threshold");
        left = Array.ConvertAll(Numbers("left_child"), x => (int)x);
        right = Array.ConvertAll(Numbers("right_child"), x => (int)x);
        leaves = Numbers("leaf_value");
        leafCounts = Numbers("leaf_count");
        nodeCounts = Numbers("internal_count");

        double[] Numbers(string name) =>
        [
            .. fields.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
        ];
    }

    public static List<LightGBMTree> Read(string text) =>
    [
        .. text.Split("Tree=").Skip(1).Select(tree => new LightGBMTree(
            tree.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=', 2))
                .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]))),
    ];

    /// <summary>Mean over all orders of the features of what each adds where it becomes known.</summary>
    public static double[] Shapley(IEnumerable<LightGBMTree> trees, float[] row)
    {
        var values = new double[row.Length];
        var orders = Orders([.. Enumerable.Range(0, row.Length)]).ToArray();
        foreach (var tree in trees)
        {
            foreach (var order in orders)
            {
                var known = new HashSet<int>();
                var before = tree.Expected(row, known);
                foreach (var feature in order)
                {
                    known.Add(feature);
                    var after = tree.Expected(row, known);
                    values[feature] += (after - before) / orders.Length;
                    before = after;
                }
            }
        }
        return values;
    }

    // Where a feature is not known both branches are taken, by their shares of the training samples.
    private double Expected(float[] row, HashSet<int> known)
    {
        return features.Length == 0 ? leaves[0] : At(0);

        double At(int node)
        {
            if (node < 0)
                return leaves[~node];
            if (known.Contains(features[node]))
                return At(row[features[node]] <= thresholds[node] ? left[node] : right[node]);
            var share = Count(left[node]) / Count(node);
            return share * At(left[node]) + (1 - share) * At(right[node]);
        }
    }

    private double Count(int node) => node < 0 ? leafCounts[~node] : nodeCounts[node];

    private static IEnumerable<int[]> Orders(int[] of) => of.Length <= 1
        ? [of]
        : of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
