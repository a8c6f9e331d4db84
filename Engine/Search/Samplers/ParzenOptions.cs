namespace Huracan.Engine.Search.Samplers;

/// <summary>How a <see cref="ParzenEstimator"/> spreads its kernels.</summary>
/// <param name="PriorWeight">Weight of the kernel over the whole range, above 0; an observation's is at most 1.</param>
/// <param name="Width">How wide the kernels are.</param>
/// <param name="PriorIsNeighbour">Whether the prior's centre counts as a neighbour when widths are measured by neighbours: as in Optuna 4,
/// not as in 5.</param>
internal readonly record struct ParzenOptions(double PriorWeight, KernelWidth Width, bool PriorIsNeighbour);
