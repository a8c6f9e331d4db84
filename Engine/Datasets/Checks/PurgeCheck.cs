using System.Globalization;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>
/// Verifies the purge between the parts (F5): the label of row t rests on <c>[t, t + 1 + H]</c>, in bars of its symbol, and must end before
/// the first row of a later part. Between symbols, which move together, rows of a part must end before any symbol is in a later one.
/// </summary>
internal static class PurgeCheck
{
    private const int MostNamed = 10;

    public static (IReadOnlyList<LabelOverlap> Overlaps, IReadOnlyList<Finding> Findings) Run(TemporalDataset dataset)
    {
        var (overlaps, findings) = (new List<LabelOverlap>(), new List<Finding>());
        foreach (var labels in dataset.Labels)
        {
            foreach (var into in new[] { DatasetPart.Validation, DatasetPart.Test })
            {
                LabelOverlap[] found = [.. Overlaps(dataset, labels, into)];
                overlaps.AddRange(found);
                if (found.Length > 0)
                    findings.Add(Leak(labels, into, found));
                var (lying, reaching) = BetweenSymbols(dataset, labels, into);
                if (lying > 0)
                    findings.Add(new Finding(
                        "parts_overlap_between_symbols", FindingSeverity.Blocking, lying,
                        $"{labels.Name}: {lying} rows before {Name(into)} lie at a time at which another symbol is in {Name(into)} "
                            + "already. Symbols move together, and one model reads all of them: cut all of them at the same time."));
                if (reaching > 0)
                    findings.Add(new Finding(
                        "labels_reach_between_symbols", FindingSeverity.Warning, reaching,
                        $"{labels.Name}: the labels of {reaching} rows before {Name(into)} rest on bars of a time at which another symbol "
                            + $"is in {Name(into)} already. Symbols move together: cut all of them at the same time."));
            }
        }
        if (findings.Count == 0)
            findings.Add(new Finding(
                "purge_verified", FindingSeverity.Info, dataset.Labels.Count,
                $"No label of {string.Join(", ", dataset.Labels.Select(labels => labels.Name))} reaches into a later part."));
        return (overlaps, findings);
    }

    private static IEnumerable<LabelOverlap> Overlaps(TemporalDataset dataset, HorizonLabels labels, DatasetPart into)
    {
        for (var s = 0; s < dataset.Symbols.Count; s++)
        {
            var (symbol, later) = (dataset.Symbols[s], dataset.Symbols[s].Of(into));
            if (later.Length > 0 && Reaching(dataset, s, labels, later.Start, dataset.Times[later.Start]) is > 0 and var rows)
                yield return new LabelOverlap(symbol.Name, labels.Horizon, into, rows);
        }
    }

    // Labelled rows before a part that lie at or after the first time at which another symbol is in it, and those before that time whose
    // labels alone reach it, less those that reach the part of their own symbol too.
    private static (int Lying, int Reaching) BetweenSymbols(TemporalDataset dataset, HorizonLabels labels, DatasetPart into)
    {
        var first = long.MaxValue;
        foreach (var symbol in dataset.Symbols)
        {
            if (symbol.Of(into) is { Length: > 0 } later)
                first = Math.Min(first, dataset.Times[later.Start]);
        }
        var (lying, reaching) = (0, 0);
        for (var s = 0; s < dataset.Symbols.Count; s++)
        {
            var (later, reach) = (dataset.Symbols[s].Of(into), labels.Reach * dataset.BarOf(s));
            var own = later.Length > 0 ? dataset.Times[later.Start] : long.MaxValue;
            for (var row = later.Start - 1; row >= dataset.Symbols[s].Rows.Start && dataset.Times[row] + reach >= first; row--)
            {
                if (!labels.Has(row))
                    continue;
                if (dataset.Times[row] >= first)
                    lying++;
                else if (dataset.Times[row] + reach < own)
                    reaching++;
            }
        }
        return (lying, reaching);
    }

    // Labelled rows of a symbol before a row whose labels end at a time or later.
    private static int Reaching(TemporalDataset dataset, int symbol, HorizonLabels labels, int before, long time)
    {
        var (rows, reach) = (0, labels.Reach * dataset.BarOf(symbol));
        for (var row = before - 1; row >= dataset.Symbols[symbol].Rows.Start && dataset.Times[row] + reach >= time; row--)
            rows += labels.Has(row) ? 1 : 0;
        return rows;
    }

    private static Finding Leak(HorizonLabels labels, DatasetPart into, LabelOverlap[] found)
    {
        var named = string.Join(", ", found.Take(MostNamed).Select(overlap => $"{overlap.Symbol} {overlap.Rows}"));
        return new Finding(
            into == DatasetPart.Validation ? "purge_before_validation" : "purge_before_test", FindingSeverity.Blocking,
            found.Sum(overlap => overlap.Rows),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{labels.Name}: a label rests on the next {labels.Reach} bars, and those of these many rows reach into {Name(into)}: "
                    + $"{named}{(found.Length > MostNamed ? $" and {found.Length - MostNamed} symbols more" : "")}. Leave out the last "
                    + $"{labels.Reach} rows before {Name(into)}."));
    }

    private static string Name(DatasetPart part) => SettingText.Of(part);
}
