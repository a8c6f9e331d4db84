using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>Tells for each feature by which rows it was scaled: those whose mean and deviation, or the like, are exact.</summary>
/// <param name="dataset">The dataset.</param>
internal sealed class ColumnScales(TemporalDataset dataset)
{
    private const int FewestValues = 100; // of a symbol that is judged by itself

    private readonly double[] values = new double[dataset.Rows];

    public IReadOnlyList<ColumnScaling> Measure(CancellationToken cancellationToken)
    {
        var columns = new ColumnScaling[dataset.Features.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            columns[c] = Measure(c);
        }
        return columns;
    }

    private ColumnScaling Measure(int column)
    {
        var train = Figures(column, DatasetPart.Train, null);
        var all = Figures(column, DatasetPart.Test, null);
        var (fittedOn, kind, isPerSymbol) = Find(column, train, all);
        return new ColumnScaling(
            dataset.Features[column], fittedOn, kind, isPerSymbol, train.Mean, train.Deviation, all.Mean, all.Deviation)
        {
            TrainDistance = train.Distance,
            AllDistance = all.Distance,
        };
    }

    // Where the numbers are exact over several, as extremes that lie in train are, nothing speaks for a leak.
    private (FittedOn FittedOn, ScalerKind? Kind, bool IsPerSymbol) Find(int column, ScaleFigures train, ScaleFigures all)
    {
        if ((train.Kind ?? all.Kind) is { } pooled)
            return (train.Kind is not null ? FittedOn.Train : FittedOn.All, pooled, false);
        if (Figures(column, DatasetPart.Validation, null).Kind is { } both)
            return (FittedOn.TrainAndValidation, both, false);
        if (!train.IsVaried)
            return (FittedOn.FewValues, null, false);
        foreach (var (last, fittedOn) in new[]
        {
            (DatasetPart.Train, FittedOn.Train), (DatasetPart.Test, FittedOn.All), (DatasetPart.Validation, FittedOn.TrainAndValidation),
        })
        {
            if (PerSymbol(column, last) is { } kind)
                return (fittedOn, kind, true);
        }
        return (FittedOn.Unknown, null, false);
    }

    private ScalerKind? PerSymbol(int column, DatasetPart last)
    {
        ScalerKind? common = null;
        for (var s = 0; s < dataset.Symbols.Count; s++)
        {
            if (dataset.Symbols[s].Train.Length < FewestValues)
                continue;
            if (Figures(column, last, s).Kind is not { } kind || (common ?? kind) != kind)
                return null;
            common = kind;
        }
        return common;
    }

    // Over the rows of all parts up to one; null takes every symbol.
    private ScaleFigures Figures(int column, DatasetPart last, int? symbol)
    {
        var (count, features) = (0, dataset.Table.Features);
        for (var s = symbol ?? 0; s < (symbol + 1 ?? dataset.Symbols.Count); s++)
        {
            var end = dataset.Symbols[s].Of(last).End;
            for (var row = dataset.Symbols[s].Rows.Start; row < end; row++)
                values[count++] = dataset.Table.Values[row * features + column];
        }
        Array.Sort(values, 0, count);
        return ScaleFigures.Of(values.AsSpan(0, count));
    }
}
