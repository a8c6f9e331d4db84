using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>
/// An argument of an operator, before it is laid out for the native side. It holds the managed object, so that a tensor cannot be
/// finalized while its operator runs.
/// </summary>
internal readonly struct Arg
{
    private Arg(ValueTag tag, long bits, object? owner = null, int count = 0) =>
        (Tag, Bits, Owner, Count) = (tag, bits, owner, count);

    internal readonly ValueTag Tag;
    internal readonly long Bits;
    internal readonly object? Owner;
    internal readonly int Count;

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? t) => t is null ? default : new(ValueTag.Tensor, 0, t);
    public static implicit operator Arg(long value) => new(ValueTag.Int, value);
    public static implicit operator Arg(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(ValueTag.Bool, value ? 1 : 0);
    public static implicit operator Arg(ScalarType type) => new(ValueTag.Int, (long)type);
    public static implicit operator Arg(ScalarType? type) => type is { } t ? t : default(Arg);
    public static implicit operator Arg(Device? device) =>
        device is null ? default : new(ValueTag.Device, device.index, null, (int)device.type);
    public static implicit operator Arg(Scalar value) => new(value.Tag, value.Bits);
    public static implicit operator Arg(Scalar? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(long[]? values) => values is null ? default : new(ValueTag.IntList, 0, values, values.Length);
    public static implicit operator Arg(double[] values) => new(ValueTag.DoubleList, 0, values, values.Length);
    public static implicit operator Arg(Tensor?[] values) => new(ValueTag.TensorList, 0, values, values.Length);
    public static implicit operator Arg(string text) => new(ValueTag.String, 0, System.Text.Encoding.UTF8.GetBytes(text));
}
