using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Op zeros_op = new("aten::zeros");
    private static readonly Op ones_op = new("aten::ones");
    private static readonly Op empty_op = new("aten::empty", "memory_format");
    private static readonly Op rand_op = new("aten::rand");
    private static readonly Op randn_op = new("aten::randn");

    /// <summary>Zeros. Single precision on the host by default.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(zeros_op.Call(size.ToArray(), dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Zeros. Single precision on the host by default.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    /// <summary>Zeros. Single precision on the host by default.</summary>
    public static Tensor zeros(long dim0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0], dtype, device, requires_grad);

    /// <summary>Zeros. Single precision on the host by default.</summary>
    public static Tensor zeros(long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1], dtype, device, requires_grad);

    /// <summary>Zeros. Single precision on the host by default.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>Ones. Single precision on the host by default.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(ones_op.Call(size.ToArray(), dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Ones. Single precision on the host by default.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    /// <summary>Ones. Single precision on the host by default.</summary>
    public static Tensor ones(long dim0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0], dtype, device, requires_grad);

    /// <summary>Ones. Single precision on the host by default.</summary>
    public static Tensor ones(long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1], dtype, device, requires_grad);

    /// <summary>Ones. Single precision on the host by default.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>Uninitialized memory. Single precision on the host by default.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(empty_op.Call(size.ToArray(), dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Uninitialized memory. Single precision on the host by default.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    /// <summary>Uninitialized memory. Single precision on the host by default.</summary>
    public static Tensor empty(long dim0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0], dtype, device, requires_grad);

    /// <summary>Uninitialized memory. Single precision on the host by default.</summary>
    public static Tensor empty(long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1], dtype, device, requires_grad);

    /// <summary>Uninitialized memory. Single precision on the host by default.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>Uniform random numbers in [0, 1). Single precision on the host by default.</summary>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(rand_op.Call(size.ToArray(), dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Uniform random numbers in [0, 1). Single precision on the host by default.</summary>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    /// <summary>Uniform random numbers in [0, 1). Single precision on the host by default.</summary>
    public static Tensor rand(long dim0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([dim0], dtype, device, requires_grad);

    /// <summary>Uniform random numbers in [0, 1). Single precision on the host by default.</summary>
    public static Tensor rand(long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([dim0, dim1], dtype, device, requires_grad);

    /// <summary>Uniform random numbers in [0, 1). Single precision on the host by default.</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>Standard normal random numbers. Single precision on the host by default.</summary>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(randn_op.Call(size.ToArray(), dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Standard normal random numbers. Single precision on the host by default.</summary>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    /// <summary>Standard normal random numbers. Single precision on the host by default.</summary>
    public static Tensor randn(long dim0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([dim0], dtype, device, requires_grad);

    /// <summary>Standard normal random numbers. Single precision on the host by default.</summary>
    public static Tensor randn(long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([dim0, dim1], dtype, device, requires_grad);

    /// <summary>Standard normal random numbers. Single precision on the host by default.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([dim0, dim1, dim2], dtype, device, requires_grad);
}
