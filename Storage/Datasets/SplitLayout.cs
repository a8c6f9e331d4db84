using Huracan.Contracts;
using Huracan.Engine.Datasets;
using Huracan.Engine.Splits;
using Huracan.Storage.Candles;

namespace Huracan.Storage.Datasets;

/// <summary>Where every row of the files comes to lie: symbol after symbol, of each first train, then validation, then test.</summary>
/// <param name="Symbols">The symbols, in ordinal order.</param>
/// <param name="Targets">For each part the row that each of its rows becomes.</param>
/// <param name="Times">Time of each row.</param>
internal sealed record SplitLayout(IReadOnlyList<DatasetSymbol> Symbols, int[][] Targets, long[] Times)
{
    /// <exception cref="InputRefusedException">A symbol is not in train, or its parts are not in order of time.</exception>
    public static SplitLayout Of(SplitKeys[] parts)
    {
        var names = parts[0].Names;
        foreach (var part in parts[1..])
        {
            if (part.Names.Except(names).ToArray() is { Length: > 0 } unknown)
                throw new InputRefusedException(
                    $"{part.File}: {string.Join(", ", unknown)} {(unknown.Length == 1 ? "is" : "are")} not in "
                        + $"{Path.GetFileName(parts[0].File)}; a symbol must have rows to train on.");
        }
        var counts = Array.ConvertAll(parts, part => Counts(part, names.Count, [.. part.Names.Select(name => IndexOf(names, name))]));
        var symbols = new DatasetSymbol[names.Count];
        var start = 0;
        for (var s = 0; s < symbols.Length; s++)
        {
            var (validation, test) = (start + counts[0][s], start + counts[0][s] + counts[1][s]);
            var end = test + counts[2][s];
            symbols[s] = new(names[s], new BarRange(start, validation), new BarRange(validation, test), new BarRange(test, end));
            start = end;
        }
        int[][] targets = [.. parts.Select((part, p) => TargetsOf(part, (DatasetPart)p, symbols, names))];
        var layout = new SplitLayout(symbols, targets, new long[start]);
        for (var p = 0; p < parts.Length; p++)
        {
            for (var row = 0; row < parts[p].Times.Length; row++)
                layout.Times[layout.Targets[p][row]] = parts[p].Times[row];
        }
        layout.RequireOrder(parts);
        return layout;
    }

    private static int[] Counts(SplitKeys part, int symbols, int[] numbers)
    {
        var counts = new int[symbols];
        foreach (var symbol in part.Symbols)
            counts[numbers[symbol]]++;
        return counts;
    }

    private static int[] TargetsOf(SplitKeys keys, DatasetPart part, DatasetSymbol[] symbols, IReadOnlyList<string> names)
    {
        int[] next = [.. keys.Names.Select(name => symbols[IndexOf(names, name)].Of(part).Start)];
        return Array.ConvertAll(keys.Symbols, symbol => next[symbol]++);
    }

    private void RequireOrder(SplitKeys[] parts)
    {
        foreach (var symbol in Symbols)
        {
            foreach (var part in new[] { DatasetPart.Validation, DatasetPart.Test })
            {
                var first = symbol.Of(part).Start;
                if (symbol.Of(part).Length == 0 || first == symbol.Rows.Start || Times[first] > Times[first - 1])
                    continue;
                throw new InputRefusedException(
                    $"{parts[(int)part].File}: {symbol.Name} begins at {UtcTime.Format(Times[first])}, and the part before ends at "
                        + $"{UtcTime.Format(Times[first - 1])}; train, validation and test must follow each other in time.");
            }
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name) =>
        ((string[])names).AsSpan().BinarySearch(name, StringComparer.Ordinal);
}
