namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// One dimension of the kernels of a <see cref="ParzenEstimator"/>: one per observation and one over the whole range, the prior. A kernel's
/// log density is <see cref="Shared"/>, plus <see cref="Own"/>, plus what <see cref="AddLogDensity"/> adds.
/// </summary>
internal interface IKernels
{
    /// <summary>Adds an observation, an internal value.</summary>
    void Insert(int place, double value);

    /// <summary>Removes observations from a place on.</summary>
    void Remove(int place, int count);

    /// <summary>Fits the widths to the number of observations that count.</summary>
    /// <returns>Whether any kernel's <see cref="Own"/> has changed.</returns>
    bool Fit(int observations);

    /// <summary>The part that all observations' kernels have in common.</summary>
    double Shared { get; }

    /// <summary>The constant part of an observation's kernel; costly.</summary>
    double Own(int kernel);

    /// <summary>Adds the part that depends on the value, to observations' kernels from one on.</summary>
    void AddLogDensity(double value, int from, Span<double> logs);

    /// <summary>Log density of the kernel over the whole range.</summary>
    double PriorLogDensity(double value);

    /// <summary>Draws an internal value from an observation's kernel.</summary>
    double Draw(int kernel, SeededRandom random);

    /// <summary>Draws an internal value from the kernel over the whole range.</summary>
    double DrawPrior(SeededRandom random);
}
