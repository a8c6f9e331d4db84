using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>Two vectors side by side.</summary>
internal readonly unsafe struct Row2<TLanes>(TLanes a, TLanes b) : IRow<Row2<TLanes>>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes a = a;
    private readonly TLanes b = b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<TLanes> Load(float* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row2<TLanes> AddProduct(float x, Row2<TLanes> weights)
    {
        var factor = TLanes.Create(x);
        return new(
            TLanes.MultiplyAdd(factor, weights.a, a),
            TLanes.MultiplyAdd(factor, weights.b, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        a.Store(target);
        b.Store(target + TLanes.Count);
    }
}
