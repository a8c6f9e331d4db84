namespace Huracan.Engine.Splits;

/// <summary>
/// Decides which samples may be trained on, given the test blocks. <see cref="Purge.Train"/> is the rule; tests plug in wrong ones.
/// </summary>
/// <param name="samples">Intervals of all samples, starts ascending.</param>
/// <param name="testBlocks">Sample indexes <c>[Start, End)</c> of each contiguous test block, ascending, apart from each other.</param>
/// <param name="embargo">Bars after a block in which no training sample may start.</param>
/// <returns>Indexes of the samples to train on, ascending.</returns>
public delegate int[] PurgeRule(ReadOnlySpan<BarInterval> samples, ReadOnlySpan<BarRange> testBlocks, int embargo);
