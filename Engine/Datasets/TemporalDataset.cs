using Huracan.Contracts;
using Huracan.Engine.Models;

namespace Huracan.Engine.Datasets;

/// <summary>
/// Rows of many symbols with features and labels, for one model that is trained on all of them. In the table the symbols lie one after
/// another, each in order of time. <see cref="Samples"/> gives every <see cref="IModel"/> only rows whose window lies within their symbol:
/// models themselves only see to it that a window lies within the table. Immutable, as long as nobody writes to its arrays.
/// </summary>
public sealed class TemporalDataset
{
    private readonly long[] times;
    private readonly long[] bars; // of each symbol

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="features">Name of each column of the table.</param>
    /// <param name="table">Scaled features [rows, features], finite.</param>
    /// <param name="times">Time of each row, milliseconds since the Unix epoch; strictly increasing within a symbol.</param>
    /// <param name="symbols">The symbols in ordinal order of their names; their rows touch and fill the table.</param>
    /// <param name="labels">Labels of each horizon.</param>
    /// <exception cref="ArgumentException">Lengths differ, symbols or times are out of order, a class or return is none.</exception>
    public TemporalDataset(
        IReadOnlyList<string> features, FeatureTable table, long[] times, IReadOnlyList<DatasetSymbol> symbols,
        IReadOnlyList<HorizonLabels> labels)
    {
        (Features, Table, this.times, Symbols, Labels) = (features, table, times, symbols, labels);
        if (features.Count != table.Features || features.Count == 0)
            throw Fault($"there are {features.Count} names for {table.Features} features");
        if (times.Length != table.Rows || table.Rows * table.Features != table.Values.Length)
            throw Fault($"there are {times.Length} times for {table.Rows} rows");
        RequireSymbols();
        foreach (var given in labels)
            RequireLabels(given);
        bars = [.. symbols.Select(symbol => BarSpacing.Of(times.AsSpan(symbol.Rows.Start, symbol.Rows.Length)))];
    }

    /// <summary>Name of each feature, in the order of the table's columns.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The features [rows, features], symbol after symbol.</summary>
    public FeatureTable Table { get; }

    /// <summary>Time of each row, milliseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Times => times;

    /// <summary>The symbols, in ordinal order of their names.</summary>
    public IReadOnlyList<DatasetSymbol> Symbols { get; }

    /// <summary>The labels of each horizon.</summary>
    public IReadOnlyList<HorizonLabels> Labels { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => times.Length;

    /// <summary>Length of a symbol's bar, milliseconds: the most frequent step between its rows; 0 for a single row.</summary>
    /// <param name="symbol">Number of the symbol.</param>
    public long BarOf(int symbol) => bars[symbol];

    /// <summary>Number of the symbol that a row belongs to.</summary>
    public int SymbolOf(int row)
    {
        var (low, high) = (0, Symbols.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Symbols[middle].Rows.End <= row ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Labels of a horizon.</summary>
    /// <exception cref="InputRefusedException">There are none; the message lists the horizons there are.</exception>
    public HorizonLabels LabelsOf(int horizon) => Labels.FirstOrDefault(labels => labels.Horizon == horizon)
        ?? throw new InputRefusedException(
            $"There are no labels of horizon h{horizon}; there are: {string.Join(", ", Labels.Select(labels => labels.Name))}.");

    /// <summary>
    /// The labelled rows of a part whose window lies within their symbol, by time, then by symbol. A window may reach back into the part
    /// before: that is past to its row.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="window">The windows.</param>
    public int[] RowsOf(DatasetPart part, HorizonLabels labels, WindowRule window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window.Length, 1, nameof(window));
        var rows = new List<(long Time, int Row)>();
        for (var s = 0; s < Symbols.Count; s++)
        {
            var range = Symbols[s].Of(part);
            var whole = 0; // rows up to this one without a gap
            for (var row = Symbols[s].Rows.Start; row < range.End; row++)
            {
                var follows = row > Symbols[s].Rows.Start && (window.SpansGaps || times[row] - times[row - 1] == bars[s]);
                whole = follows ? whole + 1 : 1;
                if (row >= range.Start && whole >= window.Length && labels.Has(row))
                    rows.Add((times[row], row));
            }
        }
        rows.Sort(); // symbols lie in the order of their names, so that rows of one time do too
        return [.. rows.Select(pair => pair.Row)];
    }

    /// <summary>The samples of <see cref="RowsOf"/>. Where there are no returns they are 0, and so is the value of a forecast.</summary>
    /// <param name="part">The part.</param>
    /// <param name="horizon">Horizon of the labels, bars.</param>
    /// <param name="window">The windows that the model reads.</param>
    /// <exception cref="InputRefusedException">There are no labels of that horizon.</exception>
    public Samples Samples(DatasetPart part, int horizon, WindowRule window)
    {
        var labels = LabelsOf(horizon);
        var rows = RowsOf(part, labels, window);
        return new Samples(
            Table, rows, Array.ConvertAll(rows, row => (byte)(labels.Classes[row] + 1)),
            Array.ConvertAll(rows, row => labels.Returns?[row] ?? 0));
    }

    private void RequireSymbols()
    {
        var next = 0;
        for (var s = 0; s < Symbols.Count; s++)
        {
            var (name, train, validation, test) = Symbols[s];
            if (train.Start != next || train.End != validation.Start || validation.End != test.Start || test.End <= next
                || train.Length < 0 || validation.Length < 0 || test.Length < 0 || test.End > times.Length)
                throw Fault($"the rows of {name} do not follow those before");
            if (s > 0 && string.CompareOrdinal(Symbols[s - 1].Name, name) >= 0)
                throw Fault($"symbol {name} is out of order or twice");
            for (var row = next + 1; row < test.End; row++)
            {
                if (times[row] <= times[row - 1])
                    throw Fault($"row {row} of {name} does not come after the one before");
            }
            next = test.End;
        }
        if (next != times.Length)
            throw Fault($"the symbols have {next} of {times.Length} rows");
    }

    private void RequireLabels(HorizonLabels labels)
    {
        var (horizon, classes, returns) = labels;
        if (horizon < 1 || Labels.Count(other => other.Horizon == horizon) > 1)
            throw Fault($"horizon {horizon} is below 1 or twice");
        if (classes.Length != times.Length || (returns is not null && returns.Length != times.Length))
            throw Fault($"there are not as many labels {labels.Name} as rows");
        for (var row = 0; row < classes.Length; row++)
        {
            if (labels.Has(row) && (classes[row] is < -1 or > 1 || (returns is not null && !float.IsFinite(returns[row]))))
                throw Fault(
                    $"in row {row} the class {labels.Name} is {classes[row]}, which must be -1, 0 or 1, and a return must be finite");
        }
    }

    private static ArgumentException Fault(string what) => new($"A dataset must be whole and in order: {what}.");
}
