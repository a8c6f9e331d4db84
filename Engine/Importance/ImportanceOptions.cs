using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Importance;

/// <summary>How the importance of features is measured; it changes no model, backtest or score.</summary>
public sealed record ImportanceOptions
{
    /// <summary>Of which candidates of a unit. Default the chosen one.</summary>
    public ImportanceScope Of { get; init; } = ImportanceScope.Chosen;

    /// <summary>Most shifts of each block of bars. Default 5.</summary>
    [Range(1, 1_000)]
    public int Repeats { get; init; } = 5;

    /// <summary>Most bars of validation that are forecast anew for a feature; of more, evenly spaced blocks. Default 5,000.</summary>
    [Range(100, 10_000_000)]
    public int MaxBars { get; init; } = 5_000;

    /// <summary>
    /// Most forecasts for all features and groups together, for each sample of each epoch that the candidate's models were trained for; a
    /// fit without epochs counts as 15. Where repeats and bars make more, there are fewer repeats, then fewer bars, but never below 100 or
    /// the length of four outcomes, which an error needs. It keeps the cost a share of the training's. Default 0.4.
    /// </summary>
    [Range(0.001, 1_000_000)]
    public double ForecastsPerPass { get; init; } = 0.4;

    /// <summary>Rank correlation from which on two features are of one group, as a size. Default 0.8.</summary>
    [Range(0.01, 1)]
    public double GroupCorrelation { get; init; } = 0.8;
}
