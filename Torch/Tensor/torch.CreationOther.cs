using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Op full_op = new("aten::full");
    private static readonly Op randperm_op = new("aten::randperm");
    private static readonly Op randint_op = new("aten::randint", "low");
    private static readonly Op arange_op = new("aten::arange", "start_step");
    private static readonly Op linspace_op = new("aten::linspace");
    private static readonly Op eye_op = new("aten::eye");
    private static readonly Op zeros_like_op = new("aten::zeros_like");
    private static readonly Op ones_like_op = new("aten::ones_like");
    private static readonly Op empty_like_op = new("aten::empty_like");
    private static readonly Op full_like_op = new("aten::full_like");
    private static readonly Op rand_like_op = new("aten::rand_like");
    private static readonly Op randn_like_op = new("aten::randn_like");

    /// <summary>One value everywhere; its type follows the value: 64-bit integer, single or bool.</summary>
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(full_op.Call(size.ToArray(), value, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>One value everywhere; its type follows the value: 64-bit integer, single or bool.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((ReadOnlySpan<long>)size, value, dtype, device, requires_grad);

    /// <summary>start, start + step, ... below stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(arange_op.Call(start, stop, step, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>start, start + 1, ... below stop.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>0, 1, ... below stop.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>So many equal steps from start to end, both included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(linspace_op.Call(start, end, steps, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>The identity matrix.</summary>
    public static Tensor eye(long rows, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(eye_op.Call(rows, dtype ?? ScalarType.Float32, Arg.None, device, Arg.None), requires_grad);

    /// <summary>0 to n - 1 in random order, as 64-bit integers.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(randperm_op.Call(n, dtype ?? ScalarType.Int64, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Random 64-bit integers in [low, high).</summary>
    public static Tensor randint(long low, long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null) =>
        randint_op.Call(low, high, size.ToArray(), dtype ?? ScalarType.Int64, Arg.None, device, Arg.None);

    /// <summary>Zeros in the shape, type and place of another tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(zeros_like_op.Call(input, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Ones in the shape, type and place of another tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(ones_like_op.Call(input, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Uninitialized memory in the shape, type and place of another tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(empty_like_op.Call(input, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>One value in the shape, type and place of another tensor.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(full_like_op.Call(input, value, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Uniform random numbers in the shape, type and place of another tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(rand_like_op.Call(input, dtype, Arg.None, device, Arg.None), requires_grad);

    /// <summary>Standard normal random numbers in the shape, type and place of another tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(randn_like_op.Call(input, dtype, Arg.None, device, Arg.None), requires_grad);

    private static Tensor Ready(Tensor made, bool requires_grad)
    {
        if (requires_grad) made.requires_grad = true;
        return made;
    }
}
