namespace Huracan.Engine.Splits;

/// <summary>
/// Purge and embargo (AFML ch. 7, formula F5). For each contiguous test block with a = min t0 and b = <em>max t1 over the block</em>, a
/// sample j outside it is dropped when t0_j ≤ b and a ≤ t1_j, and when b &lt; t0_j ≤ b + h. Each block by itself, never their hull.
/// </summary>
public static class Purge
{
    /// <summary>The samples that may be trained on; drops no more than the rule asks for. See <see cref="PurgeRule"/>.</summary>
    public static int[] Train(ReadOnlySpan<BarInterval> samples, ReadOnlySpan<BarRange> testBlocks, int embargo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        var dropped = new bool[samples.Length];
        foreach (var block in testBlocks)
        {
            dropped.AsSpan(block.Start, block.Length).Fill(true);
            var (a, b) = Extent(samples, block);
            for (var j = 0; j < samples.Length; j++)
                dropped[j] |= (samples[j].Start <= b && a <= samples[j].End)
                    || (samples[j].Start > b && samples[j].Start <= (long)b + embargo);
        }
        var kept = new List<int>(samples.Length);
        for (var j = 0; j < dropped.Length; j++)
        {
            if (!dropped[j])
                kept.Add(j);
        }
        return [.. kept];
    }

    /// <summary>
    /// Information interval of a contiguous block: its first start and its largest end, which need not be the last sample's.
    /// </summary>
    public static BarInterval Extent(ReadOnlySpan<BarInterval> samples, BarRange block)
    {
        var end = int.MinValue;
        for (var i = block.Start; i < block.End; i++)
            end = Math.Max(end, samples[i].End);
        return new BarInterval(samples[block.Start].Start, end);
    }

    /// <summary>Makes the fold of the given test blocks.</summary>
    internal static Fold Fold(ReadOnlySpan<BarInterval> samples, ReadOnlySpan<BarRange> testBlocks, int embargo, PurgeRule rule)
    {
        var test = new List<int>();
        var extents = new BarInterval[testBlocks.Length];
        for (var k = 0; k < testBlocks.Length; k++)
        {
            test.AddRange(Enumerable.Range(testBlocks[k].Start, testBlocks[k].Length));
            extents[k] = Extent(samples, testBlocks[k]);
        }
        return new Fold(rule(samples, testBlocks, embargo), [.. test], extents);
    }

    /// <summary>Cuts samples into even groups; refuses unsorted ones and ends before starts.</summary>
    internal static BarRange[] Groups(ReadOnlySpan<BarInterval> samples, int groups)
    {
        if (samples.Length < groups)
            throw new ArgumentException($"{samples.Length} samples cannot be cut into {groups} groups.", nameof(samples));
        for (var i = 0; i < samples.Length; i++)
        {
            if (samples[i].End < samples[i].Start || (i > 0 && samples[i].Start < samples[i - 1].Start))
                throw new ArgumentException(
                    $"Sample {i} [{samples[i].Start}, {samples[i].End}] ends before it starts or is out of order.", nameof(samples));
        }
        var result = new BarRange[groups];
        for (var g = 0; g < groups; g++)
            result[g] = new BarRange((int)((long)samples.Length * g / groups), (int)((long)samples.Length * (g + 1) / groups));
        return result;
    }
}
