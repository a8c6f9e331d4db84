namespace Huracan.Engine.Quality.EntryThresholds;

/// <summary>Which entry thresholds are tried on validation.</summary>
public sealed record EntryThresholdOptions
{
    /// <summary>Confidences tried, ascending, each in [0, 1]. Default 0.34, 0.36, … 0.90.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [.. Enumerable.Range(0, 29).Select(i => Math.Round(0.34 + 0.02 * i, 2))];

    /// <summary>Fewest trades a threshold must have made to be chosen; 1 or more. Default 30.</summary>
    public int MinTrades { get; init; } = 30;

    /// <summary>Standard errors taken off the Sharpe ratio before thresholds are compared; 0 or more. Default 1.</summary>
    public double StandardErrors { get; init; } = 1;
}
