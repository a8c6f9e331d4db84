using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>The operations by vectors of one kind.</summary>
internal sealed unsafe class VectorKernel<TLanes> : Kernel
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Rows of weights that the tiles read before any more: as many, of 64 columns, stay in the first-level cache.</summary>
    private const int Depth = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Product(nint rows, nint columns, nint depth, Matrix a, Matrix weights, Matrix start, Matrix result)
    {
        for (nint column = 0; column < columns;)
        {
            var left = (int)(columns - column) / TLanes.Count;
            // A vector alone would leave the multipliers waiting for each other's sums.
            var vectors = left == TLanes.RowVectors + 1 ? TLanes.RowVectors - 1 : Math.Min(left, TLanes.RowVectors);
            var (w, s, r) = (weights.From(0, column), start.From(0, column), result.From(0, column));
            switch (vectors)
            {
                case 1: Panel<Row1<TLanes>>(rows, depth, a, w, s, r); break;
                case 2: Panel<Row2<TLanes>>(rows, depth, a, w, s, r); break;
                case 3: Panel<Row3<TLanes>>(rows, depth, a, w, s, r); break;
                default: Panel<Row4<TLanes>>(rows, depth, a, w, s, r); break;
            }
            column += vectors * TLanes.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rectify(nint rows, nint columns, Matrix x)
    {
        for (nint row = 0; row < rows; row++)
        {
            var p = x.Row(row);
            for (nint i = 0; i < columns; i += TLanes.Count)
            {
                var value = TLanes.Load(p + i);
                TLanes.WherePositive(value, value).Store(p + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RectifyGradients(nint rows, nint columns, Matrix output, Matrix gradients)
    {
        for (nint row = 0; row < rows; row++)
        {
            var o = output.Row(row);
            var g = gradients.Row(row);
            for (nint i = 0; i < columns; i += TLanes.Count)
                TLanes.WherePositive(TLanes.Load(o + i), TLanes.Load(g + i)).Store(g + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(nint count, float* x, float* y)
    {
        for (nint i = 0; i < count; i += TLanes.Count)
            (TLanes.Load(x + i) * TLanes.Load(y + i)).Store(x + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(nint count, float* x, float* y)
    {
        for (nint i = 0; i < count; i += TLanes.Count)
            (TLanes.Load(x + i) + TLanes.Load(y + i)).Store(x + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LstmStep(
        nint rows, nint hidden, Matrix gates, Matrix before, Matrix cells, Matrix squashed, Matrix output)
    {
        var (one, two) = (TLanes.Create(1), TLanes.Create(2));
        for (nint row = 0; row < rows; row++)
        {
            var gate = gates.Row(row);
            var b = before.Row(row);
            var c = cells.Row(row);
            var q = squashed.Row(row);
            var h = output.Row(row);
            for (nint u = 0; u < hidden; u += TLanes.Count, gate += TLanes.Count)
            {
                // sigmoid(x) = 1 / (1 + e^-x), tanh(x) = 2 sigmoid(2x) - 1; one division for two of them.
                var di = one + Exponential(-1, TLanes.Load(gate));
                var df = one + Exponential(-1, TLanes.Load(gate + hidden));
                var dg = one + Exponential(-2, TLanes.Load(gate + 2 * hidden));
                var dO = one + Exponential(-1, TLanes.Load(gate + 3 * hidden));
                var (inputAndForget, cellAndOutput) = (one / (di * df), one / (dg * dO));
                var (i, f) = (inputAndForget * df, inputAndForget * di);
                var (g, o) = (two * (cellAndOutput * dO) - one, cellAndOutput * dg);
                var cell = TLanes.MultiplyAdd(f, TLanes.Load(b + u), i * g);
                var tanh = Tanh(cell);
                i.Store(gate);
                f.Store(gate + hidden);
                g.Store(gate + 2 * hidden);
                o.Store(gate + 3 * hidden);
                cell.Store(c + u);
                tanh.Store(q + u);
                (o * tanh).Store(h + u);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LstmStepGradients(
        nint rows, nint hidden, Matrix gates, Matrix before, Matrix squashed, Matrix output, Matrix cells)
    {
        var one = TLanes.Create(1);
        for (nint row = 0; row < rows; row++)
        {
            var gate = gates.Row(row);
            var b = before.Row(row);
            var q = squashed.Row(row);
            var dh = output.Row(row);
            var dc = cells.Row(row);
            for (nint u = 0; u < hidden; u += TLanes.Count, gate += TLanes.Count)
            {
                var (i, f) = (TLanes.Load(gate), TLanes.Load(gate + hidden));
                var (g, o) = (TLanes.Load(gate + 2 * hidden), TLanes.Load(gate + 3 * hidden));
                var (tanh, gradient) = (TLanes.Load(q + u), TLanes.Load(dh + u));
                var cell = TLanes.MultiplyAdd(gradient * o, one - tanh * tanh, TLanes.Load(dc + u));
                (cell * g * (i * (one - i))).Store(gate);
                (cell * TLanes.Load(b + u) * (f * (one - f))).Store(gate + hidden);
                (cell * i * (one - g * g)).Store(gate + 2 * hidden);
                (gradient * tanh * (o * (one - o))).Store(gate + 3 * hidden);
                (cell * f).Store(dc + u);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruStep(nint rows, nint hidden, Matrix gates, Matrix before, Matrix output)
    {
        var one = TLanes.Create(1);
        for (nint row = 0; row < rows; row++)
        {
            var gate = gates.Row(row);
            var b = before.Row(row);
            var h = output.Row(row);
            for (nint u = 0; u < hidden; u += TLanes.Count, gate += TLanes.Count)
            {
                var dr = one + Exponential(-1, TLanes.Load(gate));
                var dz = one + Exponential(-1, TLanes.Load(gate + hidden));
                var both = one / (dr * dz);
                var (r, z) = (both * dz, both * dr);
                var n = Tanh(TLanes.MultiplyAdd(r, TLanes.Load(gate + 3 * hidden), TLanes.Load(gate + 2 * hidden)));
                r.Store(gate);
                z.Store(gate + hidden);
                n.Store(gate + 2 * hidden);
                TLanes.MultiplyAdd(z, TLanes.Load(b + u) - n, n).Store(h + u);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruStepGradients(nint rows, nint hidden, Matrix gates, Matrix before, Matrix output)
    {
        var one = TLanes.Create(1);
        for (nint row = 0; row < rows; row++)
        {
            var gate = gates.Row(row);
            var b = before.Row(row);
            var dh = output.Row(row);
            for (nint u = 0; u < hidden; u += TLanes.Count, gate += TLanes.Count)
            {
                var (r, z) = (TLanes.Load(gate), TLanes.Load(gate + hidden));
                var (n, fromHidden) = (TLanes.Load(gate + 2 * hidden), TLanes.Load(gate + 3 * hidden));
                var gradient = TLanes.Load(dh + u);
                var sum = gradient * (one - z) * (one - n * n);
                (sum * fromHidden * (r * (one - r))).Store(gate);
                (gradient * (TLanes.Load(b + u) - n) * (z * (one - z))).Store(gate + hidden);
                sum.Store(gate + 2 * hidden);
                (sum * r).Store(gate + 3 * hidden);
                (gradient * z).Store(dh + u);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TRow>(nint rows, nint depth, Matrix a, Matrix weights, Matrix start, Matrix result)
        where TRow : struct, IRow<TRow>
    {
        var blocks = Math.Max(1, (depth + Depth - 1) / Depth);
        for (nint block = 0; block < blocks; block++)
        {
            var (from, to) = (depth * block / blocks, depth * (block + 1) / blocks);
            var (x, w) = (a.From(0, from), weights.From(from, 0));
            nint row = 0;
            for (; row + 4 <= rows; row += 4)
                Tile<TRow>.Four(to - from, x.From(row, 0), w, start.From(row, 0), result.From(row, 0));
            for (; row < rows; row++)
                Tile<TRow>.One(to - from, x.From(row, 0), w, start.From(row, 0), result.From(row, 0));
            start = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Tanh(TLanes x) => TLanes.Create(2) / (TLanes.Create(1) + Exponential(-2, x)) - TLanes.Create(1);

    /// <summary>
    /// e^(sign · x) to 2e-7 for exponents of 2 up to ±43, beyond which no sigmoid changes: 2^n by the exponent's bits and 2^r, for r in
    /// [-1/2, 1/2], by a polynomial (minimax, 6th degree).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Exponential(float sign, TLanes x)
    {
        var power = TLanes.Min(TLanes.Create(43), TLanes.Max(TLanes.Create(-43), x * TLanes.Create(sign * 1.44269504088896341f)));
        var whole = TLanes.Round(power);
        var r = power - whole;
        var p = TLanes.Create(0.00015353361959569156f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(0.0013398873852565885f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(0.00961843691766262f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(0.055503323674201965f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(0.24022647738456726f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(0.6931471824645996f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(1));
        return TLanes.Scale(p, whole);
    }
}
