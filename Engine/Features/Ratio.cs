using System.Numerics;

namespace Huracan.Engine.Features;

/// <summary>
/// Quotients of columns, several values at a time and in one pass: reading a long column again costs as much as the division.
/// </summary>
internal static class Ratio
{
    /// <summary>
    /// Writes (a - b) / (scale · c) + offset where c is above 0, and the offset elsewhere; may write over any of the columns.
    /// </summary>
    public static void Fill(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> ratios, double scale = 1, double offset = 0)
    {
        var t = 0;
        for (; t + Vector<double>.Count <= ratios.Length; t += Vector<double>.Count)
        {
            var below = new Vector<double>(c[t..]);
            var quotient = (new Vector<double>(a[t..]) - new Vector<double>(b[t..])) / (below * scale);
            var kept = Vector.ConditionalSelect(Vector.GreaterThan(below, Vector<double>.Zero), quotient, Vector<double>.Zero);
            (kept + new Vector<double>(offset)).CopyTo(ratios[t..]);
        }
        for (; t < ratios.Length; t++)
            ratios[t] = (c[t] > 0 ? (a[t] - b[t]) / (c[t] * scale) : 0) + offset;
    }

    /// <summary>Writes a / (scale · c) where c is above 0, and 0 elsewhere; may write over either column.</summary>
    public static void Fill(ReadOnlySpan<double> a, ReadOnlySpan<double> c, Span<double> ratios, double scale = 1)
    {
        var t = 0;
        for (; t + Vector<double>.Count <= ratios.Length; t += Vector<double>.Count)
        {
            var below = new Vector<double>(c[t..]);
            var quotient = new Vector<double>(a[t..]) / (below * scale);
            Vector.ConditionalSelect(Vector.GreaterThan(below, Vector<double>.Zero), quotient, Vector<double>.Zero).CopyTo(ratios[t..]);
        }
        for (; t < ratios.Length; t++)
            ratios[t] = c[t] > 0 ? a[t] / (c[t] * scale) : 0;
    }
}
