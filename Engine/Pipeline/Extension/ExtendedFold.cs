namespace Huracan.Engine.Pipeline.Extension;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Fold">From 1, in order of time.</param>
/// <param name="Skill">Log-loss skill on the tested block.</param>
/// <param name="BestEpoch">Epoch (round) that was kept.</param>
/// <param name="Epochs">Epochs (rounds) run.</param>
/// <param name="Trained">Samples trained on.</param>
/// <param name="Tested">Samples tested.</param>
public sealed record ExtendedFold(int Fold, double Skill, int BestEpoch, int Epochs, int Trained, int Tested);
