using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Pipeline.Training;

/// <summary><c>training_results.json</c>: how the training went, times and memory included.</summary>
/// <param name="Best">The training stopped early on validation.</param>
/// <param name="TrainSamples">Samples it trained on.</param>
/// <param name="FinalSamples">Samples the final model trained on.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the process up to then.</param>
public sealed record TrainingResults(FitResult Best, int TrainSamples, int FinalSamples, long PeakMemoryBytes)
{
    /// <summary>Epochs (rounds) the final model trained for.</summary>
    public required int FinalEpochs { get; init; }

    /// <summary>
    /// The same where the run's options set it (<see cref="RunOptions.FinalEpochs"/>); null where the best epoch on validation did.
    /// </summary>
    public int? FinalEpochsAskedFor { get; init; }
}
