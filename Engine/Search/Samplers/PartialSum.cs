using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Search.Samplers;

/// <summary>A sum of exponentials, kept as a factor of its greatest term so that none overflows.</summary>
internal struct PartialSum(double first)
{
    private const double Negligible = 40; // ten thousand terms this far below the greatest change its thirteenth digit

    private double most = first;
    private double factor = 1;

    /// <summary>Number of terms after the first.</summary>
    public int Kernels { get; private set; }

    /// <summary>Logarithm of the sum.</summary>
    public readonly double Log => most + Math.Log(factor);

    /// <summary>Adds terms.</summary>
    /// <param name="logs">Their logarithms.</param>
    public void Add(ReadOnlySpan<double> logs)
    {
        Kernels += logs.Length;
        var highest = TensorPrimitives.Max<double>(logs);
        if (highest > most)
        {
            factor *= Math.Exp(most - highest);
            most = highest;
        }
        var (greatest, least) = (Vector512.Create(most), Vector512.Create(-Negligible));
        var sum = Vector512<double>.Zero;
        var several = MemoryMarshal.Cast<double, Vector512<double>>(logs);
        foreach (var log in several)
        {
            var below = log - greatest;
            sum += Vector512.GreaterThan(below, least) & Vector512.Exp(below);
        }
        factor += Vector512.Sum(sum);
        foreach (var log in logs[(several.Length * Vector512<double>.Count)..])
            factor += log - most > -Negligible ? Math.Exp(log - most) : 0;
    }
}
