namespace Huracan.Engine.Quality.Drift;

/// <summary>From where on data count as drifted. Deviations are of the logarithm of a measure over windows of the training data. With the
/// defaults <c>bench drift</c> measured how soon drift is found and how often an alarm is false.</summary>
public sealed record DriftOptions
{
    /// <summary>Deviations of the features' shares from which a model is on paper only. Default 4.5.</summary>
    public double SharesWarn { get; init; } = 4.5;

    /// <summary>The same of the features' means. Default 4.1.</summary>
    public double ShiftWarn { get; init; } = 4.1;

    /// <summary>The same of the rows' mean distance. Default 5.</summary>
    public double DistanceWarn { get; init; } = 5;

    /// <summary>Deviations beyond those of a warning from which a model is not traded. Default 1.</summary>
    public double AlarmAfter { get; init; } = 1;

    /// <summary>Bars of which one is as far out by chance: a row beyond is not traded. Default 400,000.</summary>
    public double RowBars { get; init; } = 400_000;

    /// <summary>Bars in which chance shows such evidence of decay once at most, on average: from there a model is on paper only. Default
    /// 6,000.</summary>
    public double ScoreWarnBars { get; init; } = 6_000;

    /// <summary>The same from where it is not traded. Default 60,000.</summary>
    public double ScoreAlarmBars { get; init; } = 60_000;
}
