namespace Huracan.Engine.Splits;

/// <summary>One split of samples, with the intervals by which tests prove it free of leakage.</summary>
/// <param name="Train">Indexes of the samples to train on, ascending.</param>
/// <param name="Test">Indexes of the samples to test on, ascending; disjoint from <paramref name="Train"/>.</param>
/// <param name="TestBlocks">Information interval of each contiguous test block: its first t0 and its largest t1.</param>
public sealed record Fold(int[] Train, int[] Test, BarInterval[] TestBlocks);
