using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Mean and sample standard deviation (ddof 1) over a sliding window, in blocks as <see cref="RollingSum"/>. Deviations are taken from a
/// value that lies in every window of the block, its first: so the error stays near n rounding steps whatever the level of the series,
/// and a window of equal values has a deviation of exactly 0.
/// </summary>
internal static class RollingDeviation
{
    /// <summary>
    /// Writes mean and deviation of the <paramref name="window"/> values up to each bar; from <c>first + window - 1</c> on.
    /// </summary>
    /// <param name="values">The column; read from <paramref name="first"/> on.</param>
    /// <param name="first">First bar with a value.</param>
    /// <param name="window">Length of the window, 2 or more.</param>
    /// <param name="means">As long as <paramref name="values"/>.</param>
    /// <param name="deviations">As long as <paramref name="values"/>.</param>
    public static void Fill(ReadOnlySpan<double> values, int first, int window, Span<double> means, Span<double> deviations)
    {
        var padded = PrefixSums.Padded(window);
        var tail = new Tail(padded);
        for (var start = first; start < values.Length; start += window)
        {
            // What a padded block writes past its window, the next block writes over.
            var length = Math.Min(padded, values.Length - start);
            var block = values.Slice(start, length);
            if (length == padded)
            {
                FillBlock(block, tail, window, means.Slice(start, length), deviations.Slice(start, length));
            }
            else
            {
                double[] last = new double[padded], mean = new double[padded], deviation = new double[padded];
                block.CopyTo(last);
                block = last;
                FillBlock(block, tail, window, mean, deviation);
                mean.AsSpan(0, length).CopyTo(means[start..]);
                deviation.AsSpan(0, length).CopyTo(deviations[start..]);
            }
            if (start + window < values.Length)
                SumTails(block, window, values[start + window], tail);
        }
    }

    /// <summary>One block: means and deviations from its running sums and the tail of the block before.</summary>
    private static void FillBlock(ReadOnlySpan<double> block, Tail before, int window, Span<double> means, Span<double> deviations)
    {
        ref var x = ref MemoryMarshal.GetReference(block);
        ref var mean = ref MemoryMarshal.GetReference(means);
        ref var deviation = ref MemoryMarshal.GetReference(deviations);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(before.Sums);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(before.Squares);
        var pivot = Vector256.Create(x);
        var share = Vector256.Create(1.0 / window);
        var sampleShare = Vector256.Create(1.0 / (window - 1));
        Vector256<double> sum = default, square = default;
        for (nuint j = 0; j < (nuint)block.Length; j += PrefixSums.Lanes)
        {
            var d = Vector256.LoadUnsafe(ref x, j) - pivot;
            var head = PrefixSums.Forward(d) + sum;
            var headSquare = PrefixSums.Forward(d * d) + square;
            sum = PrefixSums.Last(head);
            square = PrefixSums.Last(headSquare);
            var s = head + Vector256.LoadUnsafe(ref sums, j);
            var v = headSquare + Vector256.LoadUnsafe(ref squares, j) - s * s * share;
            Vector256.FusedMultiplyAdd(s, share, pivot).StoreUnsafe(ref mean, j);
            Vector256.Sqrt(Vector256.Max(v * sampleShare, Vector256<double>.Zero)).StoreUnsafe(ref deviation, j);
        }
    }

    private static void SumTails(ReadOnlySpan<double> block, int window, double pivot, Tail tail)
    {
        ref var x = ref MemoryMarshal.GetReference(block);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(tail.Sums);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(tail.Squares);
        var pivots = Vector256.Create(pivot);
        var kept = PrefixSums.Within(window);
        Vector256<double> sum = default, square = default;
        for (var j = block.Length - PrefixSums.Lanes; j >= 0; j -= PrefixSums.Lanes)
        {
            var d = (Vector256.LoadUnsafe(ref x, (nuint)j) - pivots) & kept;
            kept = Vector256<double>.AllBitsSet;
            var tails = PrefixSums.Backward(d) + sum;
            var tailSquares = PrefixSums.Backward(d * d) + square;
            PrefixSums.After(tails, sum).StoreUnsafe(ref sums, (nuint)j);
            PrefixSums.After(tailSquares, square).StoreUnsafe(ref squares, (nuint)j);
            sum = PrefixSums.First(tails);
            square = PrefixSums.First(tailSquares);
        }
    }

    /// <summary>
    /// At j: sums over the previous block's values after its j-th of their deviations from this block's pivot, and of the squares.
    /// </summary>
    private readonly struct Tail(int length)
    {
        public readonly double[] Sums = new double[length];
        public readonly double[] Squares = new double[length];
    }
}
