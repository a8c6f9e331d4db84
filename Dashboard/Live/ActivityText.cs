using Huracan.Contracts.Progress;

namespace Huracan.Dashboard.Live;

/// <summary>What a unit's work is doing, as a line.</summary>
internal static class ActivityText
{
    /// <summary>Empty where nothing was told.</summary>
    public static string Of(UnitActivity? activity) => activity switch
    {
        null => "",
        { Epoch: { } epoch } => $"{activity.Scope} {ProgressText.Of(epoch)}",
        { Trial: { } trial } => $"{activity.Scope} {ProgressText.Of(trial)}",
        _ => $"{activity.Scope} {activity.Stage}",
    };
}
