using System.Globalization;
using Huracan.Contracts.Progress;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Run;

/// <summary>A stage's event as a line of the terminal or of a log.</summary>
internal static class StageEventText
{
    public static string Of(StageEvent step) => step switch
    {
        { Epoch: { } epoch } => Of(epoch),
        { Trial: { } trial } => Of(trial),
        { Model: { } model } => $"trades {model.Path}: {model.Reason}",
        { LongTraining: { } training } =>
            $"warning: trains {training.Epochs} epochs as asked for, more than the {training.Chosen} that validation chose",
        { Progress: StageProgress.Finished } => "done",
        _ => step.Progress.ToString().ToLowerInvariant(),
    };

    private static string Of(EpochProgress epoch)
    {
        var validation = epoch.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $" validation {loss:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Training} epoch {epoch.Number}: train {epoch.TrainLoss:F4}{validation} {epoch.SamplesPerSecond:F0}/s");
    }

    private static string Of(TrialProgress trial)
    {
        var value = trial.Value is { } skill ? string.Create(CultureInfo.InvariantCulture, $" {skill:F4}") : "";
        var best = trial.BestValue is { } most
            ? string.Create(CultureInfo.InvariantCulture, $", best {most:F4} (trial {trial.BestNumber})")
            : "";
        return $"trial {trial.Number} {trial.State.ToLowerInvariant()}{value}{best}";
    }
}
