namespace Huracan.Engine.Search.Samplers;

/// <summary>How wide the normal kernels of a <see cref="ParzenEstimator"/> are.</summary>
internal enum KernelWidth
{
    /// <summary>As far as the neighbours are.</summary>
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
