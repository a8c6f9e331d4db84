namespace Huracan.Engine.Models;

/// <summary>How to train, as far as it is the same for every family.</summary>
public sealed record FitOptions
{
    /// <summary>Most epochs (boosting: rounds are the family's own setting); 1 or more. Default 50.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Epochs without a better validation loss before stopping; 1 or more. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>Samples per step; 1 or more. Default 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Seed of everything random in the training.</summary>
    public ulong Seed { get; init; }

    /// <summary>Never <see cref="TrainingDevice.Auto"/>. Default the processor.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Cpu;

    /// <summary>Rounds (epochs) to run exactly, when training without validation; null takes the family's own number.</summary>
    public int? ExactRounds { get; init; }

    /// <summary>Where the state is kept from epoch to epoch, so that a killed training goes on; null keeps none.</summary>
    public ICheckpoints? Checkpoints { get; init; }

    /// <summary>Called after every epoch.</summary>
    public IProgress<EpochResult>? Progress { get; init; }
}
