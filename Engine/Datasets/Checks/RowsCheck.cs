using Huracan.Contracts.Preflight;
using Huracan.Engine.Labels;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>Looks at the rows themselves: lengths of bars, gaps, what windows read, labels that are missing or all alike.</summary>
internal static class RowsCheck
{
    public static IEnumerable<Finding> Run(TemporalDataset dataset, int lookback)
    {
        foreach (var finding in Bars(dataset).Concat(Windows(dataset, lookback)))
            yield return finding;
        string[] ended = [.. dataset.Symbols.Where(x => x.Validation.Length == 0 || x.Test.Length == 0).Select(x => x.Name)];
        if (ended.Length > 0)
            yield return new Finding(
                "symbols_without_later_rows", FindingSeverity.Info, ended.Length,
                $"{string.Join(", ", ended)}: in train, but not in both validation and test.");
        foreach (var labels in dataset.Labels)
        {
            var unlabelled = labels.Classes.Count(label => label == LabelSet.None);
            if (unlabelled > 0)
                yield return new Finding(
                    "unlabelled_rows", FindingSeverity.Info, unlabelled,
                    $"{labels.Name}: {unlabelled} rows have no label; windows read them, and nothing is learnt or measured there.");
            int[] train = [.. dataset.Symbols.SelectMany(symbol => Enumerable.Range(symbol.Train.Start, symbol.Train.Length))];
            var classes = train.Where(labels.Has).Select(row => labels.Classes[row]).Distinct().Count();
            if (classes < 2)
                yield return new Finding(
                    "one_class", FindingSeverity.Warning, classes,
                    $"{labels.Name}: the labels of train are {(classes == 0 ? "missing" : "all of one class")}; there is "
                        + "nothing to learn.");
        }
    }

    private static IEnumerable<Finding> Bars(TemporalDataset dataset)
    {
        var (irregular, gaps) = (0, 0);
        for (var s = 0; s < dataset.Symbols.Count; s++)
        {
            var (symbol, bar) = (dataset.Symbols[s], dataset.BarOf(s));
            for (var row = symbol.Rows.Start + 1; row < symbol.Rows.End; row++)
            {
                var step = dataset.Times[row] - dataset.Times[row - 1];
                irregular += step % bar != 0 ? 1 : 0;
                gaps += step > bar && row != symbol.Validation.Start && row != symbol.Test.Start ? 1 : 0;
            }
        }
        var lengths = Enumerable.Range(0, dataset.Symbols.Count).Select(dataset.BarOf).Where(bar => bar > 0).Distinct().ToArray();
        if (lengths.Length > 1)
            yield return new Finding(
                "bars_differ", FindingSeverity.Warning, lengths.Length, FormattableString.Invariant(
                    $"Bars are {string.Join(", ", lengths.Select(bar => $"{bar / 60_000.0}"))} minutes long: a horizon is not one time."));
        if (irregular > 0)
            yield return new Finding(
                "irregular_bars", FindingSeverity.Warning, irregular,
                $"{irregular} rows are no whole number of bars after the one before, so that horizons in bars are not exact there.");
        if (gaps > 0)
            yield return new Finding(
                "gaps", FindingSeverity.Info, gaps,
                $"Bars are missing at {gaps} places inside of parts; windows span them unless told otherwise.");
    }

    private static IEnumerable<Finding> Windows(TemporalDataset dataset, int lookback)
    {
        if (lookback == 1)
            yield break;
        var labels = dataset.Labels[0];
        foreach (var (part, before) in new[] { (DatasetPart.Validation, "train"), (DatasetPart.Test, "validation") })
        {
            var rows = dataset.RowsOf(part, labels, new WindowRule(lookback));
            var reaching = rows.Count(row => row - lookback + 1 < dataset.Symbols[dataset.SymbolOf(row)].Of(part).Start);
            if (reaching > 0)
                yield return new Finding(
                    "windows_reach_back", FindingSeverity.Info, reaching,
                    $"{reaching} of {rows.Length} windows of {lookback} rows in {SettingText.Of(part)} begin in {before}. They read "
                        + "features of the past alone, which is no leak.");
        }
        var kept = dataset.RowsOf(DatasetPart.Train, labels, new WindowRule(lookback)).Length;
        if (dataset.RowsOf(DatasetPart.Train, labels, new WindowRule(1)).Length - kept is > 0 and var tooShort)
            yield return new Finding(
                "short_windows", FindingSeverity.Info, tooShort,
                $"{tooShort} rows of train have fewer than {lookback} rows of their symbol behind them, and are no samples of a model that "
                    + "looks back so far.");
    }
}
