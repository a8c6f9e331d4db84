using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// The innermost loop of every product: some rows of <typeparamref name="TRow"/> stay in registers while all of the depth passes by.
/// Every element is one chain of fused multiply-adds in the order of the depth, so neither the shape of a tile nor the width of a
/// vector changes a byte. Four rows of three or four vectors keep the multipliers busy without a spill.
/// </summary>
/// <typeparam name="TRow">Columns of the tile.</typeparam>
internal static unsafe class Tile<TRow>
    where TRow : struct, IRow<TRow>
{
    /// <summary>result[4, row] = start + a[4, depth] · weights[depth, row].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(nint depth, Matrix a, Matrix weights, Matrix start, Matrix result)
    {
        var x = a.Start;
        var w = weights.Start;
        var (down, along, next) = (a.RowStride, a.ColumnStride, weights.RowStride);
        var (r0, r1) = (TRow.Load(start.Row(0)), TRow.Load(start.Row(1)));
        var (r2, r3) = (TRow.Load(start.Row(2)), TRow.Load(start.Row(3)));
        for (; depth > 0; depth--, x += along, w += next)
        {
            var row = TRow.Load(w);
            r0 = r0.AddProduct(x[0], row);
            r1 = r1.AddProduct(x[down], row);
            r2 = r2.AddProduct(x[2 * down], row);
            r3 = r3.AddProduct(x[3 * down], row);
        }
        r0.Store(result.Row(0));
        r1.Store(result.Row(1));
        r2.Store(result.Row(2));
        r3.Store(result.Row(3));
    }

    /// <summary>result[1, row] = start + a[1, depth] · weights[depth, row].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(nint depth, Matrix a, Matrix weights, Matrix start, Matrix result)
    {
        var x = a.Start;
        var w = weights.Start;
        var (along, next) = (a.ColumnStride, weights.RowStride);
        var sums = TRow.Load(start.Start);
        for (; depth > 0; depth--, x += along, w += next)
            sums = sums.AddProduct(*x, TRow.Load(w));
        sums.Store(result.Start);
    }
}
