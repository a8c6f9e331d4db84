namespace Huracan.Engine.Experiments;

/// <summary>A model beside the control, block by block.</summary>
/// <param name="Model">The model family.</param>
/// <param name="MeanDifference">Mean over blocks of its metric less the control's; above 0 it is better.</param>
/// <param name="Better">Blocks on which it is better.</param>
/// <param name="Worse">Blocks on which it is worse.</param>
/// <param name="PValue">Wilcoxon's signed-rank test, two-sided and exact, of this model alone.</param>
/// <param name="HolmPValue">The same corrected by Holm for the number of models.</param>
/// <param name="JointPValue">The joint test of all models (<see cref="Comparison.JointSignTest"/>), which the verdict rests on.</param>
public sealed record ControlComparison(
    string Model, double MeanDifference, int Better, int Worse, double PValue, double HolmPValue, double JointPValue);
