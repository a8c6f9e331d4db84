using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Sums over a sliding window without subtracting (van Herk's blocks): a window is the tail of one block and the head of the next,
/// each summed on its own. So nothing cancels, no error builds up along the series, and values that left the window leave no trace.
/// </summary>
internal static class RollingSum
{
    /// <summary>Writes the sum of the <paramref name="window"/> values up to each bar; from <c>first + window - 1</c> on.</summary>
    /// <param name="values">The column; read from <paramref name="first"/> on.</param>
    /// <param name="first">First bar with a value.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="sums">As long as <paramref name="values"/>.</param>
    public static void Fill(ReadOnlySpan<double> values, int first, int window, Span<double> sums)
    {
        var padded = PrefixSums.Padded(window);
        var tail = new double[padded]; // tail[j]: sum of the previous block's values after its j-th
        for (var start = first; start < values.Length; start += window)
        {
            // What a padded block writes past its window, the next block writes over.
            var length = Math.Min(padded, values.Length - start);
            var block = values.Slice(start, length);
            if (length == padded)
            {
                SumHeads(block, tail, sums.Slice(start, length));
            }
            else
            {
                double[] last = new double[padded], sum = new double[padded];
                block.CopyTo(last);
                block = last;
                SumHeads(block, tail, sum);
                sum.AsSpan(0, length).CopyTo(sums[start..]);
            }
            SumTails(block, window, tail);
        }
    }

    /// <summary>The same, divided by the length of the window.</summary>
    public static void FillMean(ReadOnlySpan<double> values, int first, int window, Span<double> means)
    {
        Fill(values, first, window, means);
        if (first < means.Length)
            TensorPrimitives.Divide(means[first..], window, means[first..]);
    }

    private static void SumHeads(ReadOnlySpan<double> block, double[] tail, Span<double> sums)
    {
        ref var x = ref MemoryMarshal.GetReference(block);
        ref var before = ref MemoryMarshal.GetArrayDataReference(tail);
        ref var result = ref MemoryMarshal.GetReference(sums);
        Vector256<double> sum = default;
        for (nuint j = 0; j < (nuint)block.Length; j += PrefixSums.Lanes)
        {
            var heads = PrefixSums.Forward(Vector256.LoadUnsafe(ref x, j)) + sum;
            sum = PrefixSums.Last(heads);
            (heads + Vector256.LoadUnsafe(ref before, j)).StoreUnsafe(ref result, j);
        }
    }

    private static void SumTails(ReadOnlySpan<double> block, int window, double[] tail)
    {
        ref var x = ref MemoryMarshal.GetReference(block);
        ref var result = ref MemoryMarshal.GetArrayDataReference(tail);
        var kept = PrefixSums.Within(window);
        Vector256<double> sum = default;
        for (var j = block.Length - PrefixSums.Lanes; j >= 0; j -= PrefixSums.Lanes)
        {
            var tails = PrefixSums.Backward(Vector256.LoadUnsafe(ref x, (nuint)j) & kept) + sum;
            kept = Vector256<double>.AllBitsSet;
            PrefixSums.After(tails, sum).StoreUnsafe(ref result, (nuint)j);
            sum = PrefixSums.First(tails);
        }
    }
}
