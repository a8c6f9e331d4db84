using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Training;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>Result of one fold: a model trained on the other folds, tested on this one.</summary>
/// <param name="Skill">Log-loss skill on the tested block: above 0 is better than the classes' frequencies.</param>
/// <param name="Forecasts">Its forecasts of the tested block, all out of fold.</param>
/// <param name="Fit">How the training went.</param>
/// <param name="Samples">Samples it trained on.</param>
/// <param name="Model">The model.</param>
public sealed record FoldOutcome(double Skill, Forecasts Forecasts, FitResult Fit, int Samples, TrainedModel Model) : IDisposable
{
    /// <summary>Trains and tests a fold.</summary>
    /// <param name="training">Trains.</param>
    /// <param name="candidate">The candidate with the settings to be judged.</param>
    /// <param name="plan">The folds.</param>
    /// <param name="fold">Which, from 0.</param>
    /// <param name="task">What it is for.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    public static FoldOutcome Of(
        ModelTraining training, Candidate candidate, FoldPlan plan, int fold, TrainingTask task, CancellationToken cancellationToken)
    {
        var (train, stop) = plan.Train(fold, candidate);
        var (model, fit) = training.Train(candidate, train, stop, task, cancellationToken);
        var test = plan.Test(fold);
        var forecasts = model.Forecast(candidate.Features.Columns, test);
        return new FoldOutcome(forecasts.LogLossSkill(candidate.Labels, train), forecasts, fit, train.Length, model);
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
