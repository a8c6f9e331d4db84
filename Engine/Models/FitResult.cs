namespace Huracan.Engine.Models;

/// <summary>How a training went.</summary>
/// <param name="BestEpoch">Epoch (boosting: round) whose state was kept, from 1; what a refit without validation trains for.</param>
/// <param name="BestLoss">Its validation loss (mean log loss), or the training loss where there was no validation.</param>
/// <param name="Epochs">Every epoch in order.</param>
/// <param name="StoppedEarly">Whether patience ran out before the epochs did.</param>
/// <param name="BatchSize">Batch size at the end; smaller than asked for when memory ran out. 0 where the family has none.</param>
public sealed record FitResult(int BestEpoch, double BestLoss, IReadOnlyList<EpochResult> Epochs, bool StoppedEarly, int BatchSize);

/// <summary>One epoch (boosting: round).</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean log loss of the classes over the training samples, as trained; without the loss of a value head.</param>
/// <param name="ValidationLoss">Mean log loss over the validation samples; NaN without.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="SamplesPerSecond">Training samples per second.</param>
public sealed record EpochResult(int Epoch, double TrainLoss, double ValidationLoss, double Seconds, double SamplesPerSecond);
