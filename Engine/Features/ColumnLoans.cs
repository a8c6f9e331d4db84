using System.Buffers;
using System.Diagnostics;

namespace Huracan.Engine.Features;

/// <summary>
/// Working columns rented from the array pool while a recipe is computed: touching fresh memory costs more than the arithmetic.
/// Scratch goes back after each feature, what a shared column holds after the last one.
/// </summary>
internal sealed class ColumnLoans
{
    private readonly List<double[]> kept = [];
    private readonly List<double[]> scratch = [];
    private int sharing;

    /// <summary>A column of at least <paramref name="count"/> numbers, uninitialised.</summary>
    public double[] Rent(int count)
    {
        var column = ArrayPool<double>.Shared.Rent(count);
        (sharing > 0 ? kept : scratch).Add(column);
        Poison(column);
        return column;
    }

    /// <summary>What is borrowed from here to <see cref="EndSharing"/> belongs to a shared column.</summary>
    public void BeginSharing() => sharing++;

    public void EndSharing() => sharing--;

    public void ReturnScratch() => Return(scratch);

    public void ReturnAll()
    {
        Return(scratch);
        Return(kept);
    }

    private static void Return(List<double[]> columns)
    {
        foreach (var column in columns)
            ArrayPool<double>.Shared.Return(column);
        columns.Clear();
    }

    /// <summary>Debug builds fill it with NaN, so that a feature that reads what it did not write is noticed.</summary>
    [Conditional("DEBUG")]
    private static void Poison(double[] column) => Array.Fill(column, double.NaN);
}
