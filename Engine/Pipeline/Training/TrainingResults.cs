using Huracan.Engine.Models;

namespace Huracan.Engine.Pipeline.Training;

/// <summary><c>training_results.json</c>: how the training went, times and memory included.</summary>
/// <param name="Best">The training stopped early on validation.</param>
/// <param name="TrainSamples">Samples it trained on.</param>
/// <param name="FinalSamples">Samples the final model trained on.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the process up to then.</param>
public sealed record TrainingResults(FitResult Best, int TrainSamples, int FinalSamples, long PeakMemoryBytes);
