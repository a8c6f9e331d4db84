using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Pipeline.Training;

/// <summary><c>training_results.json</c>: how the training went, times and memory included.</summary>
/// <param name="Best">The training stopped early on validation.</param>
/// <param name="TrainSamples">Samples it trained on.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the process up to then, whatever else it did before.</param>
public sealed record TrainingResults(FitResult Best, int TrainSamples, long PeakMemoryBytes)
{
    /// <summary>Processor time of the training stopped early, seconds; 0 where unknown, as where it went on from a checkpoint.</summary>
    public double ProcessorSeconds { get; init; }

    /// <summary>Samples the final model trained on; null where there is none yet.</summary>
    public int? FinalSamples { get; init; }

    /// <summary>Epochs (rounds) the final model trained for; null where there is none yet.</summary>
    public int? FinalEpochs { get; init; }

    /// <summary>
    /// The same where the run's options set it (<see cref="RunOptions.FinalEpochs"/>); null where the best epoch on validation did.
    /// </summary>
    public int? FinalEpochsAskedFor { get; init; }
}
