using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number given to an operator beside tensors; it does not change their element type's kind.</summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    internal readonly ValueTag Tag;
    internal readonly long Bits;

    private Scalar(ValueTag tag, long bits) => (Tag, Bits) = (tag, bits);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ValueTag.Int, value);
    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ValueTag.Int, value);
    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => (double)value;
    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));
    /// <summary>True or false.</summary>
    public static implicit operator Scalar(bool value) => new(ValueTag.Bool, value ? 1 : 0);

    /// <summary>Its value as a double.</summary>
    public double ToDouble() => Tag == ValueTag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <inheritdoc/>
    public bool Equals(Scalar other) => Tag == other.Tag && Bits == other.Bits;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tag, Bits);
    /// <summary>Same kind, same value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);
    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);
}
