using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Extension;

/// <summary>Settings that were cross-validated.</summary>
/// <param name="Rank">From 1; names the folder <c>extended_model_{rank}</c>.</param>
/// <param name="Trial">The trial they come from; null for the family's own.</param>
/// <param name="SearchValue">What the search had found; null for the family's own where no trial had just these.</param>
/// <param name="Settings">All settings of the family.</param>
/// <param name="Folds">Each fold in order of time.</param>
/// <param name="MeanSkill">Mean skill over the folds.</param>
/// <param name="Spread">Standard deviation of the skill over the folds.</param>
/// <param name="Trading">Returns per bar of trading the out-of-fold forecasts, after all costs.</param>
public sealed record ExtendedConfiguration(
    int Rank,
    int? Trial,
    double? SearchValue,
    IReadOnlyDictionary<string, double> Settings,
    IReadOnlyList<ExtendedFold> Folds,
    double MeanSkill,
    double Spread,
    SharpeStatistics Trading)
{
    /// <summary>Where the settings come from, in words.</summary>
    public string Source => Trial is { } number ? $"trial {number}" : "the family's own settings";
}
