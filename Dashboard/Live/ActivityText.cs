using System.Globalization;
using Huracan.Contracts.Progress;

namespace Huracan.Dashboard.Live;

/// <summary>What a unit's work is doing, as a line.</summary>
internal static class ActivityText
{
    /// <summary>Empty where nothing was told.</summary>
    public static string Of(UnitActivity? activity) => activity switch
    {
        null => "",
        { Epoch: { } epoch } => $"{activity.Scope} {Of(epoch)}",
        { Trial: { } trial } => $"{activity.Scope} {Of(trial)}",
        _ => $"{activity.Scope} {activity.Stage}",
    };

    private static string Of(EpochProgress epoch)
    {
        var validation = epoch.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation {loss:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Training} epoch {epoch.Number}: train {epoch.TrainLoss:F4}{validation}, {epoch.SamplesPerSecond:N0} samples/s");
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
