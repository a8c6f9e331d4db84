using System.Numerics.Tensors;

namespace Huracan.Engine.Features;

/// <summary>Natural logarithms of a column, several at a time.</summary>
internal static class Logarithm
{
    /// <summary>Longer than any vector register: shorter spans may be computed another way, in other last bits.</summary>
    private const int Shortest = 16;

    /// <summary>Writes ln x for each value; the same bits whatever the length of the column.</summary>
    public static void Fill(ReadOnlySpan<double> values, Span<double> logs)
    {
        if (values.Length >= Shortest)
        {
            TensorPrimitives.Log(values, logs);
            return;
        }
        Span<double> padded = stackalloc double[Shortest];
        padded.Fill(1);
        values.CopyTo(padded);
        TensorPrimitives.Log(padded, padded);
        padded[..values.Length].CopyTo(logs);
    }
}
