namespace Huracan.Engine.Search.Importance;

/// <summary>
/// A regression tree (Breiman et al., "Classification and Regression Trees", 1984), grown until leaves are pure: each split is the one that
/// takes most from the squared error, halfway between two values; ties are broken by a random order of the columns.
/// </summary>
internal sealed class RegressionTree
{
    private const int Deepest = 64;
    private const double SameValue = 1e-7; // as scikit-learn
    private const double Pure = 1e-15; // squared error per value, as a share of the root's

    private readonly Column[] columns;
    private readonly double[] values;
    private readonly SeededRandom random;
    private readonly List<TreeLeaf> leaves = [];
    private readonly int[] order;
    private readonly double[] keys;
    private readonly int[] sorted;
    private readonly double rootError;

    private RegressionTree(Column[] columns, double[] values, int[] rows, SeededRandom random)
    {
        (this.columns, this.values, this.random) = (columns, values, random);
        order = [.. Enumerable.Range(0, columns.Length)];
        (keys, sorted) = (new double[rows.Length], new int[rows.Length]);
        rootError = ErrorOf(rows) / rows.Length;
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="columns">What it splits.</param>
    /// <param name="values">What it learns, one per trial.</param>
    /// <param name="rows">The trials it learns from; may hold one several times. Reordered.</param>
    /// <param name="random">Order of the columns at each split.</param>
    public static List<TreeLeaf> Grow(Column[] columns, double[] values, int[] rows, SeededRandom random)
    {
        var tree = new RegressionTree(columns, values, rows, random);
        tree.Grow(rows, Array.ConvertAll(columns, column => column.Low), Array.ConvertAll(columns, column => column.High), 0);
        return tree.leaves;
    }

    private void Grow(Span<int> rows, double[] low, double[] high, int depth)
    {
        if (depth == Deepest || rows.Length < 2 || ErrorOf(rows) <= Pure * rootError * rows.Length || BestSplit(rows) is not { } split)
        {
            leaves.Add(new TreeLeaf(MeanOf(rows), low, high));
            return;
        }
        var (column, threshold) = split;
        var left = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (columns[column].Values[rows[i]] <= threshold)
            {
                (rows[left], rows[i]) = (rows[i], rows[left]);
                left++;
            }
        }
        var (leftHigh, rightLow) = ((double[])high.Clone(), (double[])low.Clone());
        leftHigh[column] = rightLow[column] = threshold;
        Grow(rows[..left], low, leftHigh, depth + 1);
        Grow(rows[left..], rightLow, high, depth + 1);
    }

    private (int Column, double Threshold)? BestSplit(ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
            sum += values[row];
        (int, double)? best = null;
        var most = double.NegativeInfinity;
        random.Shuffle<int>(order);
        foreach (var column in order)
        {
            var at = columns[column].Values;
            for (var i = 0; i < rows.Length; i++)
                (keys[i], sorted[i]) = (at[rows[i]], rows[i]);
            Array.Sort(keys, sorted, 0, rows.Length);
            var left = 0.0;
            for (var i = 1; i < rows.Length; i++)
            {
                left += values[sorted[i - 1]];
                if (keys[i] <= keys[i - 1] + SameValue * Math.Min(1, columns[column].High - columns[column].Low))
                    continue;
                // The squared error falls by what the squares of the sums, each over its count, grow.
                var gain = left * left / i + (sum - left) * (sum - left) / (rows.Length - i);
                if (gain > most)
                    (most, best) = (gain, (column, keys[i - 1] + (keys[i] - keys[i - 1]) / 2));
            }
        }
        return best;
    }

    private double MeanOf(ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
            sum += values[row];
        return sum / rows.Length;
    }

    private double ErrorOf(ReadOnlySpan<int> rows)
    {
        var (mean, error) = (MeanOf(rows), 0.0);
        foreach (var row in rows)
            error += (values[row] - mean) * (values[row] - mean);
        return error;
    }
}
