using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>Four vectors side by side.</summary>
internal readonly unsafe struct Row4<TLanes>(TLanes a, TLanes b, TLanes c, TLanes d) : IRow<Row4<TLanes>>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes a = a;
    private readonly TLanes b = b;
    private readonly TLanes c = c;
    private readonly TLanes d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TLanes> Load(float* source) => new(
        TLanes.Load(source),
        TLanes.Load(source + TLanes.Count),
        TLanes.Load(source + 2 * TLanes.Count),
        TLanes.Load(source + 3 * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row4<TLanes> AddProduct(float x, Row4<TLanes> weights)
    {
        var factor = TLanes.Create(x);
        return new(
            TLanes.MultiplyAdd(factor, weights.a, a),
            TLanes.MultiplyAdd(factor, weights.b, b),
            TLanes.MultiplyAdd(factor, weights.c, c),
            TLanes.MultiplyAdd(factor, weights.d, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        a.Store(target);
        b.Store(target + TLanes.Count);
        c.Store(target + 2 * TLanes.Count);
        d.Store(target + 3 * TLanes.Count);
    }
}
