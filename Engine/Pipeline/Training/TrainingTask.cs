namespace Huracan.Engine.Pipeline.Training;

/// <summary>What one training is for.</summary>
/// <param name="Stage">The stage it is part of.</param>
/// <param name="Purpose">What for, in words; with the run's seed and the candidate it makes the training's seed.</param>
/// <param name="Epochs">Most epochs of a network.</param>
public sealed record TrainingTask(string Stage, string Purpose, int Epochs)
{
    /// <summary>Whether its state is kept while it trains, for what is too long to be done again from the start.</summary>
    public bool IsResumable { get; init; } = true;

    /// <summary>Confidence the model is to be traded from.</summary>
    public double EntryThreshold { get; init; }

    /// <summary>Share of the stage that was done before it, and that will be done after it.</summary>
    public (double From, double To) Span { get; init; } = (0, 1);

    /// <summary>Share of the stage that is done after an epoch.</summary>
    public double FractionAt(int epoch) => Span.From + (Span.To - Span.From) * Math.Min(1, (double)epoch / Epochs);
}
