namespace Huracan.Engine.Labels;

/// <summary>
/// Weights of training samples by how little their labels share with each other (F22; AFML, sections 4.3 and 4.4, snippets 4.1 and 4.2).
/// With c_t the number of labels whose interval covers bar t, the average uniqueness of a label is the mean of 1 / c_t over its interval.
/// </summary>
public static class AverageUniqueness
{
    /// <summary>The average uniqueness of labels among each other: 1 for one that overlaps no other, above 0.</summary>
    /// <param name="labels">Labels of the whole series; a label's interval is <c>[bar, Ends[bar]]</c>, both included.</param>
    /// <param name="bars">The bars of the samples, 1 or more; no others count.</param>
    /// <exception cref="ArgumentException">There are no bars, or one of them has no label.</exception>
    public static double[] Of(LabelSet labels, ReadOnlySpan<int> bars)
    {
        if (bars.IsEmpty)
            throw new ArgumentException("There are no samples to weigh.", nameof(bars));
        var changes = new int[labels.Count + 1];
        foreach (var bar in bars)
        {
            if (!labels.Has(bar))
                throw new ArgumentException($"Bar {bar} has no label.", nameof(bars));
            changes[bar]++;
            changes[labels.Ends[bar] + 1]--;
        }
        var shares = new double[labels.Count + 1]; // sums of 1 / c_t over the bars before
        for (int bar = 0, open = 0; bar < labels.Count; bar++)
        {
            open += changes[bar];
            shares[bar + 1] = shares[bar] + (open == 0 ? 0 : 1.0 / open);
        }
        var result = new double[bars.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var (first, after) = (bars[i], labels.Ends[bars[i]] + 1);
            result[i] = (shares[after] - shares[first]) / (after - first);
        }
        return result;
    }

    /// <summary>The same, scaled to a mean of 1: what each sample counts in a loss.</summary>
    /// <inheritdoc cref="Of"/>
    public static float[] Weights(LabelSet labels, ReadOnlySpan<int> bars)
    {
        var uniqueness = Of(labels, bars);
        var mean = uniqueness.Sum() / uniqueness.Length;
        return Array.ConvertAll(uniqueness, value => (float)(value / mean));
    }
}
