using Huracan.Engine.Models;

namespace Huracan.Engine.Importance;

/// <summary>
/// Blocks of labelled bars, evenly spaced over a part of time, with a copy of the rows that their windows read, each block's by
/// themselves. A feature of a block can be moved in time: it takes the values the same feature had elsewhere in the part, which is taken
/// as a ring, so that its own dependence from bar to bar stays.
/// </summary>
internal sealed class MeasuredBlocks
{
    /// <summary>Fewest blocks whose spread tells an error.</summary>
    public const int Fewest = 4;

    private const int Most = 40;

    private readonly FeatureTable source;
    private readonly FeatureTable copy;
    private readonly int[] starts; // of each block's rows in the copy, and its end
    private readonly int[] origins; // of each block's rows in the source
    private readonly int ringStart;
    private readonly int ringLength;
    private readonly int leastShift;

    private MeasuredBlocks(Samples samples, int[][] blocks, int lookback, int reach)
    {
        source = samples.Table;
        Count = blocks.Length;
        (starts, origins) = (new int[Count + 1], new int[Count]);
        (ringStart, ringLength) = (samples.Bars[0] - lookback + 1, samples.Bars[^1] - samples.Bars[0] + lookback);
        leastShift = Math.Min(lookback + reach, ringLength / 4);
        for (var k = 0; k < Count; k++)
        {
            origins[k] = samples.Bars[blocks[k][0]] - lookback + 1;
            starts[k + 1] = starts[k] + samples.Bars[blocks[k][^1]] - origins[k] + 1;
        }
        copy = source with { Values = new float[starts[^1] * source.Features] };
        for (var k = 0; k < Count; k++)
            source.Values.AsSpan(origins[k] * source.Features, (starts[k + 1] - starts[k]) * source.Features)
                .CopyTo(copy.Values.AsSpan(starts[k] * source.Features));
        Bars = [.. blocks.SelectMany((block, k) => block.Select(i => samples.Bars[i] - origins[k] + starts[k]))];
        Classes = [.. blocks.SelectMany(block => block.Select(i => samples.Classes[i]))];
        Sides = samples.Sides is { } sides ? [.. blocks.SelectMany(block => block.Select(i => sides[i]))] : null;
        BlockOf = [.. blocks.SelectMany((block, k) => block.Select(_ => k))];
        Sizes = Array.ConvertAll(blocks, block => block.Length);
    }

    /// <summary>Number of blocks.</summary>
    public int Count { get; }

    /// <summary>The rows, as they are now.</summary>
    public FeatureTable Table => copy;

    /// <summary>Bars of <see cref="Table"/> to forecast.</summary>
    public int[] Bars { get; }

    /// <summary>What happened at each of them.</summary>
    public byte[] Classes { get; }

    /// <summary>The side that each outcome is judged from; null where labels have no sides.</summary>
    public sbyte[]? Sides { get; }

    /// <summary>The block that each belongs to.</summary>
    public int[] BlockOf { get; }

    /// <summary>Number of bars of each block.</summary>
    public int[] Sizes { get; }

    /// <summary>Cuts samples into blocks.</summary>
    /// <param name="samples">Labelled bars, ascending.</param>
    /// <param name="lookback">Bars a forecast reads, its own included.</param>
    /// <param name="reach">Bars an outcome rests on, the sample's own included: a block is twice as long where that can be.</param>
    /// <param name="most">Most bars taken.</param>
    public static MeasuredBlocks Of(Samples samples, int lookback, int reach, int most)
    {
        var taken = Math.Min(samples.Count, most);
        var count = taken / (2 * reach) >= Fewest ? Math.Min(Most, taken / (2 * reach)) : Math.Max(1, taken / reach);
        var blocks = new int[count][];
        for (var k = 0; k < count; k++)
        {
            var (from, to) = (Share(samples.Count, k), Share(samples.Count, k + 1));
            var length = Share(taken, k + 1) - Share(taken, k);
            blocks[k] = [.. Enumerable.Range(from + (to - from - length) / 2, length)];
        }
        return new MeasuredBlocks(samples, blocks, lookback, reach);

        int Share(int of, int part) => (int)((long)of * part / count);
    }

    /// <summary>Moves features of every block, all by the same: one random distance for each block.</summary>
    public void Shift(ReadOnlySpan<int> features, SeededRandom random)
    {
        for (var k = 0; k < Count; k++)
        {
            var distance = leastShift + random.NextInt(ringLength - 2 * leastShift + 1);
            for (var row = starts[k]; row < starts[k + 1]; row++)
            {
                var from = ringStart + (row - starts[k] + origins[k] - ringStart + distance) % ringLength;
                foreach (var feature in features)
                    copy.Values[row * copy.Features + feature] = source.Values[from * copy.Features + feature];
            }
        }
    }

    /// <summary>Puts features back.</summary>
    public void Restore(ReadOnlySpan<int> features)
    {
        for (var k = 0; k < Count; k++)
        {
            for (var row = starts[k]; row < starts[k + 1]; row++)
            {
                foreach (var feature in features)
                    copy.Values[row * copy.Features + feature] = source.Values[(row - starts[k] + origins[k]) * copy.Features + feature];
            }
        }
    }
}
