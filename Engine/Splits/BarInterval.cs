using Huracan.Engine.Labels;

namespace Huracan.Engine.Splits;

/// <summary>
/// Information interval of a sample, in bars: the closed interval <c>[Start, End]</c> from the bar of its signal to the last bar its label
/// rests on. Closed, unlike <see cref="BarRange"/>, because both bars are used.
/// </summary>
/// <param name="Start">Bar of the signal, t0.</param>
/// <param name="End">Last bar of the label, t1; not before <paramref name="Start"/>.</param>
public readonly record struct BarInterval(int Start, int End)
{
    /// <summary>The intervals of the labels of the given bars.</summary>
    /// <exception cref="ArgumentException">One of the bars has no label.</exception>
    public static BarInterval[] Of(LabelSet labels, ReadOnlySpan<int> bars)
    {
        var intervals = new BarInterval[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            if (!labels.Has(bars[i]))
                throw new ArgumentException($"Bar {bars[i]} has no label.", nameof(bars));
            intervals[i] = new BarInterval(bars[i], labels.Ends[bars[i]]);
        }
        return intervals;
    }
}
