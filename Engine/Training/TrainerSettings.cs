namespace Huracan.Engine.Training;

/// <summary>How a network learns, as far as it is the same for every network.</summary>
public sealed record TrainerSettings
{
    /// <summary>Bars in a window, 1 or more.</summary>
    public required int Lookback { get; init; }

    /// <summary>AdamW's learning rate, above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>AdamW's decoupled weight decay, 0 or more. Default 0.0001.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest norm of all gradients together, above 0. Default 1.</summary>
    public double GradientClip { get; init; } = 1;

    /// <summary>
    /// Whether rare classes weigh as much as common ones in the training loss. Default false: probabilities stay calibrated.
    /// </summary>
    public bool ClassWeighting { get; init; }

    /// <summary>
    /// Whether the network has a value head, of which the loss counts too. Internal, so that the record's text, by which checkpoints are
    /// told apart, is as it was before there were any; the identity of a training with one has the setting.
    /// </summary>
    internal bool HasValueHead { get; init; }

    /// <summary>
    /// What else makes this training what it is (family, shape): a checkpoint is used only by the identical training.
    /// </summary>
    public string Identity { get; init; } = "";
}
