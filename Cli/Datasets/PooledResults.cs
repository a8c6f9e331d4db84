using Huracan.Engine.Models;

namespace Huracan.Cli.Datasets;

/// <summary><c>training_results.json</c> of a pooled model: how the training went, times and memory included.</summary>
/// <param name="Fit">The epochs (rounds).</param>
/// <param name="TrainSamples">Samples it trained on.</param>
/// <param name="ValidationSamples">Samples it stopped early on.</param>
/// <param name="Loading">Reading the dataset.</param>
/// <param name="Fitting">Training.</param>
/// <param name="Forecasting">Forecasting and measuring validation.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the process up to then, models before it included.</param>
internal sealed record PooledResults(
    FitResult Fit, int TrainSamples, int ValidationSamples, StepTime Loading, StepTime Fitting, StepTime Forecasting,
    long PeakMemoryBytes);
