using System.Globalization;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>
/// Verifies that scalers were fitted on train alone. A scaler leaves exact numbers over the rows it was fitted on, such as mean 0 and
/// deviation 1: where validation and test are needed to get them, it has seen them.
/// </summary>
internal static class ScalingCheck
{
    private const int MostNamed = 3;
    private const int FewestColumns = 5; // from which on a share of them says something
    private const double ClearShare = 0.9;
    private const double Nearer = 3; // times as near
    private const double FarMean = 0.25;

    public static IEnumerable<Finding> Run(IReadOnlyList<ColumnScaling> columns)
    {
        ColumnScaling[] Of(FittedOn fittedOn) => [.. columns.Where(column => column.FittedOn == fittedOn)];
        if (Of(FittedOn.All) is { Length: > 0 } all)
            yield return Leak("scaler_fitted_on_all", all, "train, validation and test together");
        if (Of(FittedOn.TrainAndValidation) is { Length: > 0 } both)
            yield return Leak("scaler_fitted_on_validation", both, "train and validation together");
        foreach (var finding in Unrecognised(Of(FittedOn.Unknown)))
            yield return finding;
        if (Of(FittedOn.Train) is { Length: > 0 } train)
            yield return new Finding(
                "scaler_of_train", FindingSeverity.Info, train.Length,
                $"{train.Length} features are scaled by train alone ({Kinds(train)}).");
        if (Of(FittedOn.FewValues) is { Length: > 0 } few)
            yield return new Finding(
                "few_values", FindingSeverity.Info, few.Length,
                $"{few.Length} features repeat more than half of their values, and no scaler is recognised: {Names(few)}.");
    }

    private static Finding Leak(string code, ColumnScaling[] columns, string rows) => new(
        code, FindingSeverity.Blocking, columns.Length,
        $"The scaler ({Kinds(columns)}) was fitted on {rows}, not on train: it is exact there and nowhere else for {columns.Length} "
            + $"features. {Figures(columns)} Fit it on train alone, and apply it to the others.");

    private static IEnumerable<Finding> Unrecognised(ColumnScaling[] columns)
    {
        ColumnScaling[] far = [.. columns.Where(column => Math.Abs(column.TrainMean) > FarMean || column.TrainDeviation is < 0.5 or > 2)];
        ColumnScaling[] near = [.. columns.Except(far)];
        if (far.Length > 0)
            yield return new Finding(
                "not_scaled", FindingSeverity.Warning, far.Length,
                $"{far.Length} features are not scaled, or by a scaler that is not known here. {Figures(far)} Networks need features of "
                    + "about the same size; trees do not mind.");
        if (near.Length == 0)
            yield break;
        var byAll = near.Count(column => column.AllDistance * Nearer < column.TrainDistance);
        if (near.Length >= FewestColumns && byAll >= ClearShare * near.Length)
            yield return new Finding(
                "scaler_nearer_all", FindingSeverity.Blocking, byAll,
                $"{byAll} of {near.Length} features are much nearer to a scaler's mean 0 and deviation 1 over all rows than over train, as "
                    + $"where it was fitted on all rows, of which some were left out later. {Figures(near)} Fit it on train alone.");
        else
            yield return new Finding(
                "scaling_not_verified", FindingSeverity.Warning, near.Length,
                $"{near.Length} features look scaled, but the scaler is exact neither over train nor over all rows, so it is not known "
                    + $"what it was fitted on; clipping or rows that were left out later do that. {Figures(near)}");
    }

    private static string Kinds(ColumnScaling[] columns) => string.Join(", ", columns
        .GroupBy(column => (column.Kind, column.IsPerSymbol))
        .OrderByDescending(group => group.Count())
        .Select(group => $"{SettingText.Of(group.Key.Kind!)}{(group.Key.IsPerSymbol ? " for each symbol" : "")}"));

    private static string Names(ColumnScaling[] columns) =>
        string.Join(", ", columns.Take(MostNamed).Select(column => $"'{column.Feature}'")) + (columns.Length > MostNamed ? ", …" : "");

    private static string Figures(ColumnScaling[] columns) => string.Join(' ', columns.Take(MostNamed).Select(column => string.Create(
        CultureInfo.InvariantCulture,
        $"'{column.Feature}' has mean {column.TrainMean:F4} and deviation {column.TrainDeviation:F4} over train, {column.AllMean:F4} and "
            + $"{column.AllDeviation:F4} over all rows.")));
}
