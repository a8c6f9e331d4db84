namespace Huracan.Engine.Search.Samplers;

/// <summary>Bandwidth rule of the normal kernels of a <see cref="ParzenEstimator"/>.</summary>
internal enum KernelWidth
{
    /// <summary>Distance to the neighbours.</summary>
    ByNeighbours,

    /// <summary>
    /// By the number of observations and dimensions, and no narrower than so many can fill the range: Optuna's multivariate rule.
    /// </summary>
    ByCountAlone,

    /// <summary>By the number of observations and dimensions, as narrow as three hundredths of the range.</summary>
    ByCount,

    /// <summary>The same, and by how far the observations spread.</summary>
    BySpread,
}
