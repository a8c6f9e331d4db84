using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Huracan.Engine.Training;

/// <summary>
/// Adam with decoupled weight decay over plain memory (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), with
/// clipping of gradients by their common norm. A step begins with the norm and then goes over the weights in pieces of any size.
/// No operation is fused and sums have a fixed order, so every width of vectors gives the same bytes.
/// </summary>
/// <param name="count">Weights in all.</param>
/// <param name="settings">Learning rate, weight decay and the norm at which gradients are clipped.</param>
internal sealed class AdamW(long count, TrainerSettings settings)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly float[] means = new float[count]; // moving average of the gradients
    private readonly float[] squares = new float[count]; // moving average of their squares
    private long steps;
    private Factors factors;

    /// <summary>Begins the next step.</summary>
    /// <param name="norm">The norm of all gradients together, finite.</param>
    public void Begin(double norm)
    {
        steps++;
        factors = new(
            (float)Math.Min(1, settings.GradientClip / (norm + 1e-6)), // 1e-6 as in PyTorch
            (float)(1 - settings.LearningRate * settings.WeightDecay),
            (float)(settings.LearningRate / (1 - Math.Pow(Beta1, steps))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, steps))));
    }

    /// <summary>Makes the step that was begun on a piece of the weights.</summary>
    /// <param name="start">Number of the piece's first weight.</param>
    /// <param name="weights">Changed in place [n].</param>
    /// <param name="gradients">Read only [n].</param>
    public void Step(int start, Span<float> weights, ReadOnlySpan<float> gradients)
    {
        var n = weights.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, n, nameof(gradients));
        ref var m = ref MemoryMarshal.GetReference(means.AsSpan(start, n));
        ref var v = ref MemoryMarshal.GetReference(squares.AsSpan(start, n));
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var g = ref MemoryMarshal.GetReference(gradients);
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
        for (; i < (nuint)n; i++)
        {
            var gradient = Unsafe.Add(ref g, i) * factors.Scale;
            ref var mean = ref Unsafe.Add(ref m, i);
            ref var square = ref Unsafe.Add(ref v, i);
            mean = mean * (float)Beta1 + gradient * (float)(1 - Beta1);
            square = square * (float)Beta2 + gradient * gradient * (float)(1 - Beta2);
            ref var weight = ref Unsafe.Add(ref w, i);
            weight = weight * factors.Decay - mean / (MathF.Sqrt(square) * factors.Root + Epsilon) * factors.Rate;
        }
    }

    /// <summary>Writes number of steps and averages, exactly.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        writer.Write(MemoryMarshal.AsBytes(means.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(squares.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        steps = reader.ReadInt64();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(means.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(squares.AsSpan()));
    }

    private readonly record struct Factors(float Scale, float Decay, float Rate, float Root);
}
