namespace Huracan.Contracts.Progress;

/// <summary>An epoch of a training has ended.</summary>
/// <param name="Training">What is trained, such as <c>best</c> or <c>trial 3 fold 1</c>.</param>
/// <param name="Number">Number of the epoch, from 1.</param>
/// <param name="TrainLoss">Mean loss over the samples trained on.</param>
/// <param name="ValidationLoss">Mean loss over the validation samples; null where the training has none.</param>
/// <param name="SamplesPerSecond">Samples trained on per second.</param>
public sealed record EpochProgress(string Training, int Number, double TrainLoss, double? ValidationLoss, double SamplesPerSecond);
