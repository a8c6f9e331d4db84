using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Training;

/// <summary>
/// Adam with decoupled weight decay over plain memory (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), with
/// clipping of gradients by their common norm. It knows no tensors and keeps no state: the caller holds weights, gradients and moments.
/// No operation is fused and sums have a fixed order, so every width of vectors gives the same bytes.
/// </summary>
/// <param name="learningRate">Above 0.</param>
/// <param name="weightDecay">0 or more.</param>
internal sealed class AdamW(double learningRate, double weightDecay)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;

    /// <summary>Makes one step on a piece of a network's weights. Pieces may be any size; all of a step get the same arguments.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="scale">What gradients are multiplied by first: <see cref="ClipScale"/>, or 1.</param>
    /// <param name="weights">Changed in place [n].</param>
    /// <param name="gradients">Read only [n].</param>
    /// <param name="means">Moving average of the gradients, 0 before the first step [n].</param>
    /// <param name="squares">Moving average of their squares, 0 before the first step [n].</param>
    public void Step(
        long step, double scale, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares)
    {
        var n = weights.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, n, nameof(gradients));
        ArgumentOutOfRangeException.ThrowIfNotEqual(means.Length, n, nameof(means));
        ArgumentOutOfRangeException.ThrowIfNotEqual(squares.Length, n, nameof(squares));
        var factors = new Factors(
            (float)scale,
            (float)(1 - learningRate * weightDecay),
            (float)(learningRate / (1 - Math.Pow(Beta1, step))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))));
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var m = ref MemoryMarshal.GetReference(means);
        ref var v = ref MemoryMarshal.GetReference(squares);
        nuint i = 0;
        for (; Vector.IsHardwareAccelerated && i + (nuint)Vector<float>.Count <= (nuint)n; i += (nuint)Vector<float>.Count)
        {
            var gradient = Vector.LoadUnsafe(ref g, i) * factors.Scale;
            var mean = Vector.LoadUnsafe(ref m, i) * (float)Beta1 + gradient * (float)(1 - Beta1);
            var square = Vector.LoadUnsafe(ref v, i) * (float)Beta2 + gradient * gradient * (float)(1 - Beta2);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            var change = mean / (Vector.SquareRoot(square) * factors.Root + new Vector<float>(Epsilon));
            (Vector.LoadUnsafe(ref w, i) * factors.Decay - change * factors.Rate).StoreUnsafe(ref w, i);
        }
        for (var j = (int)i; j < n; j++)
        {
            var gradient = gradients[j] * factors.Scale;
            means[j] = means[j] * (float)Beta1 + gradient * (float)(1 - Beta1);
            squares[j] = squares[j] * (float)Beta2 + gradient * gradient * (float)(1 - Beta2);
            var change = means[j] / (MathF.Sqrt(squares[j]) * factors.Root + Epsilon);
            weights[j] = weights[j] * factors.Decay - change * factors.Rate;
        }
    }

    /// <summary>
    /// Sum of the squares of gradients, in double precision: those of all pieces added up in order give the square of their common norm.
    /// NaN or infinite where a gradient is.
    /// </summary>
    public static double SumOfSquares(ReadOnlySpan<float> gradients)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        var (lower, upper) = (Vector512<double>.Zero, Vector512<double>.Zero); // sixteen sums, of every sixteenth element each
        var n = gradients.Length;
        var whole = n - n % Vector512<float>.Count;
        for (var i = 0; i < whole; i += Vector512<float>.Count)
        {
            var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref g, (nuint)i));
            lower += low * low;
            upper += high * high;
        }
        if (whole < n)
        {
            Span<float> rest = stackalloc float[Vector512<float>.Count];
            rest.Clear();
            gradients[whole..].CopyTo(rest);
            var (low, high) = Vector512.Widen(Vector512.Create<float>(rest));
            lower += low * low;
            upper += high * high;
        }
        var lanes = lower + upper;
        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            sum += lanes[lane];
        return sum;
    }

    /// <summary>What gradients of this common norm are multiplied by so that their norm is at most <paramref name="most"/>.</summary>
    public static double ClipScale(double norm, double most) => Math.Min(1, most / (norm + 1e-6)); // 1e-6 as in PyTorch

    private readonly record struct Factors(float Scale, float Decay, float Rate, float Root);
}
