namespace Huracan.Engine.Models.Kernels;

/// <summary>Where a matrix lies: element (row, column) is <c>Start[row * RowStride + column * ColumnStride]</c>.</summary>
internal readonly unsafe struct Matrix(float* start, nint rowStride, nint columnStride = 1)
{
    /// <summary>Element (0, 0).</summary>
    public float* Start { get; } = start;

    /// <summary>Floats from a row to the next; 0 gives every row the same numbers.</summary>
    public nint RowStride { get; } = rowStride;

    /// <summary>Floats from a column to the next.</summary>
    public nint ColumnStride { get; } = columnStride;

    /// <summary>Where a row begins.</summary>
    public float* Row(nint row) => Start + row * RowStride;

    /// <summary>The same numbers with rows and columns exchanged.</summary>
    public Matrix Transposed => new(Start, ColumnStride, RowStride);

    /// <summary>The part from a row and column on.</summary>
    public Matrix From(nint row, nint column) => new(Start + row * RowStride + column * ColumnStride, RowStride, ColumnStride);
}
