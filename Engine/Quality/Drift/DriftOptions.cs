namespace Huracan.Engine.Quality.Drift;

/// <summary>From where on data count as drifted. The defaults are those that <c>bench drift</c> was measured with.</summary>
public sealed record DriftOptions
{
    /// <summary>Standard deviations above the usual, on a logarithmic scale, from which a window's features are unusual. Default
    /// 3.5.</summary>
    public double WarnDeviations { get; init; } = 3.5;

    /// <summary>The same of an alarm; not below the other. Default 4.5.</summary>
    public double AlarmDeviations { get; init; } = 4.5;

    /// <summary>Bars of which one is as far out by chance: a row beyond is not traded. Default 40,000.</summary>
    public double RowBars { get; init; } = 40_000;

    /// <summary>Bars until chance shows evidence of decay that warns. Default 10,000.</summary>
    public double WarnScoreBars { get; init; } = 10_000;

    /// <summary>The same of an alarm. Default 40,000.</summary>
    public double AlarmScoreBars { get; init; } = 40_000;
}
