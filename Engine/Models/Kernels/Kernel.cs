using System.Runtime.Intrinsics;

namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// The operations that networks are computed with on the processor, over native memory in which rows of numbers are padded to whole
/// multiples of <see cref="Lanes"/>. Every implementation gives the same bytes.
/// </summary>
internal abstract unsafe class Kernel
{
    /// <summary>What numbers of columns must be a multiple of: the lanes of the widest vector.</summary>
    public const int Lanes = 16;

    /// <summary>The fastest on this processor.</summary>
    public static Kernel Best { get; } =
        Vector512.IsHardwareAccelerated ? new VectorKernel<Lanes512>()
        : Vector256.IsHardwareAccelerated ? new VectorKernel<Lanes256>()
        : new VectorKernel<Lanes128>();

    /// <summary>The smallest number of columns that holds <paramref name="count"/> numbers.</summary>
    public static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>
    /// Floats from a row to the next such that rows are whole cache lines and an odd number of them: a column of rows that are a power
    /// of two apart would fall into few sets of the cache.
    /// </summary>
    public static int Stride(int columns) => Padded(columns) / Lanes % 2 == 1 ? Padded(columns) : Padded(columns) + Lanes;

    /// <summary>
    /// result = start + a · weights, of the sizes [rows, columns] = [rows, columns] + [rows, depth] · [depth, columns]. All but
    /// <paramref name="a"/> have columns that lie one after another; <paramref name="start"/> may be <paramref name="result"/>.
    /// </summary>
    public abstract void Product(nint rows, nint columns, nint depth, Matrix a, Matrix weights, Matrix start, Matrix result);

    /// <summary>Applies ReLU in place; NaN stays NaN.</summary>
    public abstract void Rectify(nint rows, nint columns, Matrix x);

    /// <summary>Sets gradients to 0 where the output of ReLU is 0.</summary>
    public abstract void RectifyGradients(nint rows, nint columns, Matrix output, Matrix gradients);

    /// <summary>x [count] *= y.</summary>
    public abstract void Multiply(nint count, float* x, float* y);

    /// <summary>x [count] += y.</summary>
    public abstract void Add(nint count, float* x, float* y);

    /// <summary>One step of <see cref="Lstm"/>'s cells, of which each row is a sequence.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="hidden">H.</param>
    /// <param name="gates">Sums of i, f, g and o, H columns each; overwritten by their activations.</param>
    /// <param name="before">c of the step before.</param>
    /// <param name="cells">Gets c.</param>
    /// <param name="squashed">Gets tanh(c).</param>
    /// <param name="output">Gets h.</param>
    public abstract void LstmStep(nint rows, nint hidden, Matrix gates, Matrix before, Matrix cells, Matrix squashed, Matrix output);

    /// <summary>The gradients of <see cref="LstmStep"/>.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="hidden">H.</param>
    /// <param name="gates">Activations of the gates; overwritten by the gradients of their sums.</param>
    /// <param name="before">c of the step before.</param>
    /// <param name="squashed">tanh(c).</param>
    /// <param name="output">Gradients of h.</param>
    /// <param name="cells">Gradients of c from the steps after; overwritten by those of the step before's c.</param>
    public abstract void LstmStepGradients(
        nint rows, nint hidden, Matrix gates, Matrix before, Matrix squashed, Matrix output, Matrix cells);

    /// <summary>One step of <see cref="Gru"/>'s cells, of which each row is a sequence.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="hidden">H.</param>
    /// <param name="gates">Sums r, z, a and b, H columns each; the first three are overwritten by the activations r, z and n.</param>
    /// <param name="before">h of the step before.</param>
    /// <param name="output">Gets h.</param>
    public abstract void GruStep(nint rows, nint hidden, Matrix gates, Matrix before, Matrix output);

    /// <summary>The gradients of <see cref="GruStep"/>.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="hidden">H.</param>
    /// <param name="gates">r, z, n and b; overwritten by the gradients of the sums.</param>
    /// <param name="before">h of the step before.</param>
    /// <param name="output">Gradients of h; overwritten by what of them reaches the step before's h past the gates.</param>
    public abstract void GruStepGradients(nint rows, nint hidden, Matrix gates, Matrix before, Matrix output);
}
