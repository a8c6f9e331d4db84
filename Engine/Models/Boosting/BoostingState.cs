namespace Huracan.Engine.Models.Boosting;

/// <summary>How far a training of boosted trees has come, sufficient to go on from.</summary>
/// <param name="History">The rounds.</param>
/// <param name="Best">Index of the best of them.</param>
/// <param name="HasEnded">Whether no round is to follow.</param>
/// <param name="Trees">The trees of all rounds, in the library's own format.</param>
/// <param name="BestTrees">Those as they were when the part of the best round ended.</param>
/// <param name="ValueTrees">Those of the value head that are grown, each in the library's own format.</param>
internal sealed record BoostingState(
    IReadOnlyList<EpochResult> History, int Best, bool HasEnded, byte[] Trees, byte[] BestTrees, IReadOnlyList<byte[]> ValueTrees);
