namespace TorchSharp;

public static partial class torch
{
    /// <summary>Element types, numbered as libtorch numbers them.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8-bit unsigned integer.</summary>
        Byte = 0,
        /// <summary>8-bit integer.</summary>
        Int8 = 1,
        /// <summary>16-bit integer.</summary>
        Int16 = 2,
        /// <summary>32-bit integer.</summary>
        Int32 = 3,
        /// <summary>64-bit integer.</summary>
        Int64 = 4,
        /// <summary>IEEE half precision.</summary>
        Float16 = 5,
        /// <summary>IEEE single precision.</summary>
        Float32 = 6,
        /// <summary>IEEE double precision.</summary>
        Float64 = 7,
        /// <summary>True or false, one byte.</summary>
        Bool = 11,
        /// <summary>The upper half of a single.</summary>
        BFloat16 = 15,
    }

    /// <summary>8-bit unsigned integer.</summary>
    public const ScalarType uint8 = ScalarType.Byte;
    /// <summary>8-bit integer.</summary>
    public const ScalarType int8 = ScalarType.Int8;
    /// <summary>16-bit integer.</summary>
    public const ScalarType int16 = ScalarType.Int16;
    /// <summary>32-bit integer.</summary>
    public const ScalarType int32 = ScalarType.Int32;
    /// <summary>64-bit integer.</summary>
    public const ScalarType int64 = ScalarType.Int64;
    /// <summary>64-bit integer.</summary>
    public const ScalarType @long = ScalarType.Int64;
    /// <summary>IEEE half precision.</summary>
    public const ScalarType float16 = ScalarType.Float16;
    /// <summary>The upper half of a single.</summary>
    public const ScalarType bfloat16 = ScalarType.BFloat16;
    /// <summary>IEEE single precision.</summary>
    public const ScalarType float32 = ScalarType.Float32;
    /// <summary>IEEE double precision.</summary>
    public const ScalarType float64 = ScalarType.Float64;
    /// <summary>True or false.</summary>
    public const ScalarType @bool = ScalarType.Bool;

    internal static ScalarType TypeOf<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : typeof(T) == typeof(int) ? ScalarType.Int32
        : typeof(T) == typeof(bool) ? ScalarType.Bool
        : typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(short) ? ScalarType.Int16
        : typeof(T) == typeof(sbyte) ? ScalarType.Int8
        : typeof(T) == typeof(Half) ? ScalarType.Float16
        : throw new ArgumentException($"no tensor holds elements of type {typeof(T)}");
}
