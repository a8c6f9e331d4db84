namespace Huracan.Engine.Search.Samplers;

/// <summary>How a <see cref="ParzenEstimator"/> spreads its kernels.</summary>
/// <param name="PriorWeight">Weight of the kernel over the whole range, above 0; an observation's is at most 1.</param>
/// <param name="IsMultivariate">Whether one width serves all kernels, by the number of observations and dimensions, instead of the distance to the neighbours.</param>
/// <param name="PriorIsNeighbour">Whether the prior's centre counts as a neighbour when widths are measured: as in Optuna 4, not as in 5.</param>
internal readonly record struct ParzenOptions(double PriorWeight, bool IsMultivariate, bool PriorIsNeighbour);
