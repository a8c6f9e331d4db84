using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// Products of a row of features with weights, in double precision. Four lanes and no fused multiplication on whatever processor: the same
/// bits everywhere.
/// </summary>
internal static class RowMath
{
    /// <summary>Σ weight · value.</summary>
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<float> row)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var x = ref MemoryMarshal.GetReference(row);
        var sums = Vector256<double>.Zero;
        nuint i = 0;
        for (; i + 4 <= (nuint)row.Length; i += 4)
            sums += Vector256.LoadUnsafe(ref w, i) * Wide(ref x, i);
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; i < (nuint)row.Length; i++)
            sum += weights[(int)i] * row[(int)i];
        return sum;
    }

    /// <summary>target += factor · row.</summary>
    public static void Add(Span<double> target, double factor, ReadOnlySpan<float> row)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var x = ref MemoryMarshal.GetReference(row);
        nuint i = 0;
        for (; i + 4 <= (nuint)row.Length; i += 4)
            (Vector256.LoadUnsafe(ref t, i) + Wide(ref x, i) * factor).StoreUnsafe(ref t, i);
        for (; i < (nuint)row.Length; i++)
            target[(int)i] += factor * row[(int)i];
    }

    private static Vector256<double> Wide(ref float row, nuint at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref row, at));
        return Vector256.Create(low, high);
    }
}
