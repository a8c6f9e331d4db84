namespace Huracan.Engine.Search.Importance;

/// <summary>A tree as a function that is constant in each of its boxes, over a space where every place is equally likely.</summary>
internal sealed class TreePartition
{
    private readonly Column[] columns;
    private readonly List<TreeLeaf> leaves;
    private readonly double mean;

    public TreePartition(Column[] columns, List<TreeLeaf> leaves)
    {
        (this.columns, this.leaves) = (columns, leaves);
        foreach (var leaf in leaves)
            mean += leaf.Value * Share(leaf, 0..0);
        foreach (var leaf in leaves)
            Variance += (leaf.Value - mean) * (leaf.Value - mean) * Share(leaf, 0..0);
    }

    /// <summary>Variance of the function.</summary>
    public double Variance { get; }

    /// <summary>Variance of the function of some columns that is left when all others are averaged over.</summary>
    public double MarginalVariance(Range part)
    {
        var (first, count) = part.GetOffsetAndLength(columns.Length);
        return count == 1 ? OfOne(first) : OfChoices(first, count);
    }

    // What each leaf adds to the averaged function begins and ends at its bounds.
    private double OfOne(int column)
    {
        var steps = new List<(double At, double Change)>(2 * leaves.Count);
        foreach (var leaf in leaves)
        {
            var height = (leaf.Value - mean) * Share(leaf, column..(column + 1));
            steps.Add((leaf.Low[column], height));
            steps.Add((leaf.High[column], -height));
        }
        steps.Sort();
        var (variance, level, from) = (0.0, 0.0, columns[column].Low);
        foreach (var (at, change) in steps)
        {
            variance += level * level * (at - from);
            (level, from) = (level + change, at);
        }
        return variance / (columns[column].High - columns[column].Low);
    }

    // Each alternative's column is split in its middle or not at all: leaves with the same halves add up, and there are few such patterns.
    private double OfChoices(int first, int count)
    {
        var patterns = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var leaf in leaves)
        {
            var pattern = string.Create(count, (leaf, first), static (text, state) =>
            {
                for (var i = 0; i < text.Length; i++)
                    text[i] = state.leaf.Low[state.first + i] > 0 ? '1' : state.leaf.High[state.first + i] < 1 ? '0' : '*';
            });
            patterns[pattern] = patterns.GetValueOrDefault(pattern) + (leaf.Value - mean) * Share(leaf, first..(first + count));
        }
        var variance = 0.0;
        foreach (var (one, height) in patterns)
        {
            foreach (var (other, otherHeight) in patterns)
                variance += height * otherHeight * Overlap(one, other);
        }
        return variance;
    }

    private static double Overlap(string one, string other)
    {
        var share = 1.0;
        for (var i = 0; i < one.Length; i++)
            share *= one[i] == '*' && other[i] == '*' ? 1 : one[i] == other[i] || one[i] == '*' || other[i] == '*' ? 0.5 : 0;
        return share;
    }

    // Share of the space that a leaf takes, some columns left aside.
    private double Share(TreeLeaf leaf, Range aside)
    {
        var (first, count) = aside.GetOffsetAndLength(columns.Length);
        var share = 1.0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (i < first || i >= first + count)
                share *= (leaf.High[i] - leaf.Low[i]) / (columns[i].High - columns[i].Low);
        }
        return share;
    }
}
