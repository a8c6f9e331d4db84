using System.Runtime.CompilerServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>One vector side by side.</summary>
internal readonly unsafe struct Row1<TLanes>(TLanes a) : IRow<Row1<TLanes>>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes a = a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<TLanes> Load(float* source) => new(TLanes.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row1<TLanes> AddProduct(float x, Row1<TLanes> weights)
    {
        var factor = TLanes.Create(x);
        return new(TLanes.MultiplyAdd(factor, weights.a, a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target)
    {
        a.Store(target);
    }
}
