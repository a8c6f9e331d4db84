using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(float[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<float>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<float>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(float scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<float>([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(double[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<double>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(double[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<double>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<double>([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<long>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<long>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<long>([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(int[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<int>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(int[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<int>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(int scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<int>([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(bool[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<bool>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(bool[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<bool>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<bool>([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of the values, in the given shape.</summary>
    public static Tensor tensor(byte[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        From<byte>(dataArray, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of the values, in one dimension.</summary>
    public static Tensor tensor(byte[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<byte>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of no dimensions that holds one value.</summary>
    public static Tensor tensor(byte scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<byte>([scalar], [], dtype, device, requires_grad);

    private static unsafe Tensor From<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        nint handle;
        fixed (T* data = values)
        fixed (long* sizes = shape)
            NativeMethods.Check(
                NativeMethods.ht_new(data, (long)values.Length * sizeof(T), (int)TypeOf<T>(), sizes, shape.Length, out handle));
        var made = new Tensor(handle);
        if ((dtype is { } type && type != TypeOf<T>()) || device is { type: not DeviceType.CPU })
            made = made.to(dtype ?? TypeOf<T>(), device ?? CPU, disposeAfter: true);
        if (requires_grad) made.requires_grad = true;
        return made;
    }
}
