using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>Three vectors side by side.</summary>
internal readonly unsafe struct Row3<TLanes>(TLanes a, TLanes b, TLanes c) : IRow<Row3<TLanes>>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes a = a;
    private readonly TLanes b = b;
    private readonly TLanes c = c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<TLanes> Load(float* source) => new(
        TLanes.Load(source),
        TLanes.Load(source + TLanes.Count),
        TLanes.Load(source + 2 * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row3<TLanes> AddProduct(float x, Row3<TLanes> weights)
    {
        var factor = TLanes.Create(x);
        return new(
            TLanes.MultiplyAdd(factor, weights.a, a),
            TLanes.MultiplyAdd(factor, weights.b, b),
            TLanes.MultiplyAdd(factor, weights.c, c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        a.Store(target);
        b.Store(target + TLanes.Count);
        c.Store(target + 2 * TLanes.Count);
    }
}
