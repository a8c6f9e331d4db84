namespace Huracan.Engine.Search.Samplers;

/// <summary>One dimension of the kernels of a <see cref="ParzenEstimator"/>; the last kernel is the one over the whole range.</summary>
internal interface IKernels
{
    /// <summary>Adds each kernel's constant, so that it need not be added at every point.</summary>
    void Normalise(Span<double> logWeights);

    /// <summary>Adds the logarithm of each kernel's density at an internal value, but for the constants.</summary>
    void AddLogDensity(double value, Span<double> logs);

    /// <summary>Draws an internal value from a kernel.</summary>
    double Draw(int kernel, SeededRandom random);
}
