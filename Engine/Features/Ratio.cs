using System.Numerics;

namespace Huracan.Engine.Features;

/// <summary>Quotients of columns, several at a time.</summary>
internal static class Ratio
{
    /// <summary>
    /// Writes a / b where b is above 0 and 0 elsewhere, the neutral value of most features; may write over either column.
    /// </summary>
    public static void Fill(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> ratios)
    {
        var t = 0;
        for (; t + Vector<double>.Count <= ratios.Length; t += Vector<double>.Count)
        {
            var below = new Vector<double>(b[t..]);
            var above = Vector.GreaterThan(below, Vector<double>.Zero);
            Vector.ConditionalSelect(above, new Vector<double>(a[t..]) / below, Vector<double>.Zero).CopyTo(ratios[t..]);
        }
        for (; t < ratios.Length; t++)
            ratios[t] = b[t] > 0 ? a[t] / b[t] : 0;
    }
}
