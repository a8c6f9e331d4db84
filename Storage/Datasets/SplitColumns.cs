using System.Globalization;
using System.Text.RegularExpressions;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Storage.Datasets;

/// <summary>Which columns the files have: those of the first decide, the others must have the same.</summary>
/// <param name="Features">Names of the features, in the order of the first file.</param>
/// <param name="Horizons">Horizons of the labels, ascending, and whether there are returns too.</param>
/// <param name="Findings">What was left out.</param>
internal sealed partial record SplitColumns(
    IReadOnlyList<string> Features, IReadOnlyList<(int Bars, bool HasReturns)> Horizons, IReadOnlyList<Finding> Findings)
{
    public const string Time = "datetime";
    public const string Symbol = "symbol";
    public const string LabelPrefix = "label_h";
    public const string ReturnPrefix = "return_h";
    private const int LongestHorizon = 100_000;

    /// <exception cref="InputRefusedException">A column is missing, there is no feature or label, or a feature is no number.</exception>
    public static SplitColumns Of(SplitFile file)
    {
        var fields = file.Parquet.Fields;
        Require(file, Time);
        Require(file, Symbol);
        var (features, labels, returns, ignored) = (new List<string>(), new List<int>(), new List<int>(), new List<string>());
        foreach (var field in fields)
        {
            if (field.Name is Time or Symbol)
                continue;
            if (PandasIndex().IsMatch(field.Name))
            {
                ignored.Add(field.Name);
                continue;
            }
            var isLabel = field.Name.StartsWith("label", StringComparison.OrdinalIgnoreCase);
            if (!ParquetType.IsNumber(field))
                throw new InputRefusedException(
                    $"{file.Path}, column '{field.Name}' is of type {ParquetType.Of(field)}; every column besides {Time} and {Symbol} is a "
                        + "feature or a label, and must hold numbers.");
            if (Horizon(file, field.Name, LabelPrefix) is { } horizon)
                labels.Add(horizon);
            else if (Horizon(file, field.Name, ReturnPrefix) is { } ofReturn)
                returns.Add(ofReturn);
            else if (isLabel)
                throw new InputRefusedException(
                    $"{file.Path}, column '{field.Name}' is called a label; one is named {LabelPrefix}5 after the bars it looks ahead.");
            else
                features.Add(field.Name);
        }
        if (labels.Count == 0)
            throw new InputRefusedException($"{file.Path} has no label; name one {LabelPrefix}5 after the bars it looks ahead.");
        if (features.Count == 0)
            throw new InputRefusedException($"{file.Path} has no feature, which every column of numbers is that is no label.");
        if (returns.Except(labels).ToArray() is [var lone, ..])
            throw new InputRefusedException($"{file.Path} has {ReturnPrefix}{lone} and no {LabelPrefix}{lone} beside it.");
        return new SplitColumns(
            features, [.. labels.Order().Select(bars => (bars, returns.Contains(bars)))],
            ignored.Count == 0
                ? []
                : [new("index_ignored", FindingSeverity.Info, ignored.Count, $"The index {string.Join(", ", ignored)} is no feature.")]);
    }

    /// <exception cref="InputRefusedException">The file has a column too many, too few, or of another kind.</exception>
    public void RequireSame(SplitFile file)
    {
        var own = Of(file);
        string[] Names(SplitColumns columns) => [
            .. columns.Features,
            .. columns.Horizons.Select(h => $"{LabelPrefix}{h.Bars}"),
            .. columns.Horizons.Where(h => h.HasReturns).Select(h => $"{ReturnPrefix}{h.Bars}"),
        ];
        var (names, others) = (Names(this), Names(own));
        var train = SplitFiles.NameOf(Engine.Datasets.DatasetPart.Train);
        if (names.Except(others).FirstOrDefault() is { } missing)
            throw new InputRefusedException(
                $"{file.Path}: there is no column '{missing}', which {train} has; all parts must have the same.");
        if (others.Except(names).FirstOrDefault() is { } added)
            throw new InputRefusedException($"{file.Path} has a column '{added}', which {train} has not; all parts must have the same.");
    }

    private static void Require(SplitFile file, string name)
    {
        if (!file.Parquet.Fields.Any(field => field.Name == name))
            throw new InputRefusedException(
                $"{file.Path}: there is no column '{name}'; there are: "
                    + $"{string.Join(", ", file.Parquet.Fields.Select(field => field.Name))}.");
    }

    private static int? Horizon(SplitFile file, string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)
            || !int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var bars))
            return null;
        return bars is >= 1 and <= LongestHorizon && name == $"{prefix}{bars}"
            ? bars
            : throw new InputRefusedException(
                $"{file.Path}, column '{name}': a horizon must lie in [1, {LongestHorizon}] bars, without zeros before it.");
    }

    [GeneratedRegex("^__index_level_[0-9]+__$")]
    private static partial Regex PandasIndex();
}
