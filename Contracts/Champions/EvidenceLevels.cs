namespace Huracan.Contracts.Champions;

/// <summary>
/// The e-values of one comparison: values of wealth that began as 1 and that, if the claim is false, reaches any level v on any day
/// with a probability of at most 1/v.
/// </summary>
/// <param name="Better">For "the challenger is better", now; 0 or more.</param>
/// <param name="HighestBetter">The highest that <paramref name="Better"/> has been, 1 or more.</param>
/// <param name="Worse">For "the challenger is worse", now; 0 or more.</param>
/// <param name="HighestWorse">The highest that <paramref name="Worse"/> has been, 1 or more.</param>
public sealed record EvidenceLevels(double Better, double HighestBetter, double Worse, double HighestWorse);
