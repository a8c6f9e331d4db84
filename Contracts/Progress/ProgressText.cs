using System.Globalization;

namespace Huracan.Contracts.Progress;

/// <summary>Progress as a line of a terminal, a log or a page.</summary>
public static class ProgressText
{
    /// <summary><c>best epoch 3: train 0.6931, validation 0.7000, 12,000 samples/s</c>.</summary>
    public static string Of(EpochProgress epoch)
    {
        var validation = epoch.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation {loss:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Training} epoch {epoch.Number}: train {epoch.TrainLoss:F4}{validation}, {epoch.SamplesPerSecond:N0} samples/s");
    }

    /// <summary><c>trial 4 complete 0.1250, best 0.2500 (trial 2)</c>.</summary>
    public static string Of(TrialProgress trial)
    {
        var value = trial.Value is { } skill ? string.Create(CultureInfo.InvariantCulture, $" {skill:F4}") : "";
        var best = trial.BestValue is { } most
            ? string.Create(CultureInfo.InvariantCulture, $", best {most:F4} (trial {trial.BestNumber})")
            : "";
        return $"trial {trial.Number} {trial.State.ToLowerInvariant()}{value}{best}";
    }
}
