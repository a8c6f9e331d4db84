using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage;

/// <summary>One split into training and tested samples by their information intervals.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">Intervals of the samples trained on, in any order.</param>
/// <param name="Test">Intervals of the samples tested on, in any order.</param>
/// <param name="Embargo">Bars after a tested interval in which no training sample may begin; 0 or more.</param>
/// <param name="Gap">Bars that must lie between the end of a training sample and the first later start of a tested one; 0 or more.</param>
public sealed record SplitPlan(string Name, IReadOnlyList<BarInterval> Train, IReadOnlyList<BarInterval> Test, int Embargo, int Gap = 0)
{
    /// <summary>A fold of samples whose intervals are given.</summary>
    public static SplitPlan Of(string name, BarInterval[] samples, Fold fold, int embargo, int gap = 0) => new(
        name, Array.ConvertAll(fold.Train, i => samples[i]), Array.ConvertAll(fold.Test, i => samples[i]), embargo, gap);
}
