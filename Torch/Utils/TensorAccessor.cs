using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the host, in order of their indices, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T> where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly nint data;
    private readonly long[] sizes, strides;
    private readonly bool contiguous;

    internal TensorAccessor(Tensor tensor)
    {
        var info = tensor.Info;
        if (info.Device != (int)DeviceType.CPU) throw new InvalidOperationException("the tensor is on a device: call cpu() first");
        this.tensor = tensor;
        data = info.Data;
        Count = info.Elements;
        contiguous = info.Contiguous != 0;
        (sizes, strides) = (tensor.shape, tensor.stride());
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>An element by its place in the order of indices.</summary>
    public unsafe T this[long index]
    {
        get
        {
            var value = ((T*)data)[Offset(index)];
            GC.KeepAlive(tensor);
            return value;
        }
        set
        {
            ((T*)data)[Offset(index)] = value;
            GC.KeepAlive(tensor);
        }
    }

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        var copy = new T[Count];
        CopyTo(copy);
        return copy;
    }

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into an array, as many as fit.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(arrayIndex), tensorIndex);

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into a span, as many as fit.</summary>
    public unsafe void CopyTo(Span<T> span, long tensorIndex = 0)
    {
        var n = (int)Math.Min(span.Length, Count - tensorIndex);
        if (contiguous) new Span<T>((T*)data + tensorIndex, n).CopyTo(span);
        else
            for (var i = 0; i < n; i++) span[i] = this[tensorIndex + i];
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies an array into the elements from <paramref name="tensorIndex"/> on, as many as fit.</summary>
    public unsafe void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array.AsSpan(arrayIndex);
        var n = (int)Math.Min(source.Length, Count - tensorIndex);
        if (contiguous) source[..n].CopyTo(new Span<T>((T*)data + tensorIndex, n));
        else
            for (var i = 0; i < n; i++) this[tensorIndex + i] = source[i];
        GC.KeepAlive(tensor);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long Offset(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (contiguous) return index;
        long offset = 0;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            offset += index % sizes[d] * strides[d];
            index /= sizes[d];
        }
        return offset;
    }
}
