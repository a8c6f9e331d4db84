using System.Numerics.Tensors;

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
    /// <param name="logs">Their logarithms; overwritten.</param>
    public void Add(Span<double> logs)
    {
        Kernels += logs.Length;
        var highest = TensorPrimitives.Max<double>(logs);
        if (highest > most)
        {
            factor *= Math.Exp(most - highest);
            most = highest;
        }
        var kept = 0; // most kernels are far away, and an exponential costs more than all that came before
        for (var i = 0; i < logs.Length; i++)
        {
            var log = logs[i] - most;
            logs[kept] = log;
            kept += log > -Negligible ? 1 : 0;
        }
        logs = logs[..kept];
        TensorPrimitives.Exp<double>(logs, logs);
        factor += TensorPrimitives.Sum<double>(logs);
    }
}
