using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>How a feature was scaled.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="FittedOn">Rows the scaler was fitted on.</param>
/// <param name="Kind">The scaler; null where none is recognised.</param>
/// <param name="IsPerSymbol">Whether each symbol was scaled by itself.</param>
/// <param name="TrainMean">Mean over train.</param>
/// <param name="TrainDeviation">Standard deviation over train.</param>
/// <param name="AllMean">Mean over all rows.</param>
/// <param name="AllDeviation">Standard deviation over all rows.</param>
public sealed record ColumnScaling(
    string Feature, FittedOn FittedOn, ScalerKind? Kind, bool IsPerSymbol, double TrainMean, double TrainDeviation, double AllMean,
    double AllDeviation)
{
    /// <summary>How far train is from what a scaler leaves; 0 where it was fitted there.</summary>
    public double TrainDistance { get; init; }

    /// <summary>The same of all rows.</summary>
    public double AllDistance { get; init; }
}
