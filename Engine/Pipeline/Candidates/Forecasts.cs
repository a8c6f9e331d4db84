using System.Globalization;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>Forecasts of consecutive bars and what then happened: <c>preds_val.parquet</c> and <c>preds_test.parquet</c>.</summary>
/// <param name="Bars">The bars, ascending.</param>
/// <param name="Predictions">A forecast for each.</param>
public sealed record Forecasts(int[] Bars, Prediction[] Predictions)
{
    private const int ClassCount = 3;

    /// <summary>
    /// Quantiles of the return [bars, <see cref="ReturnQuantiles.Count"/>], row-major; null from a model without a value head.
    /// </summary>
    public float[]? Quantiles { get; init; }

    /// <summary>The side that can be taken at each bar, from a model of meta-labels: 1, −1 or 0; null from another.</summary>
    public sbyte[]? Sides { get; init; }

    /// <summary>Where each return is expected to lie before any outcome widens it: between the outer quantiles, or at the value.</summary>
    public ReturnInterval[] Spans => Quantiles is null
        ? Array.ConvertAll(Predictions, p => new ReturnInterval(p.Value, p.Value))
        : [.. Enumerable.Range(0, Bars.Length).Select(i => ReturnInterval.Outer(
            Quantiles.AsSpan(i * ReturnQuantiles.Count, ReturnQuantiles.Count)))];

    /// <summary>Forecasts that follow each other.</summary>
    public static Forecasts Join(IReadOnlyList<Forecasts> parts) =>
        new([.. parts.SelectMany(part => part.Bars)], [.. parts.SelectMany(part => part.Predictions)])
        {
            Quantiles = parts.All(part => part.Quantiles is not null) ? [.. parts.SelectMany(part => part.Quantiles!)] : null,
            Sides = parts.All(part => part.Sides is not null) ? [.. parts.SelectMany(part => part.Sides!)] : null,
        };

    /// <summary>Some of the forecasts.</summary>
    /// <param name="places">Their places among these.</param>
    public Forecasts At(int[] places) =>
        new(Array.ConvertAll(places, i => Bars[i]), Array.ConvertAll(places, i => Predictions[i]))
        {
            Quantiles = Quantiles is { } all
                ? [.. places.SelectMany(i => all[(i * ReturnQuantiles.Count)..((i + 1) * ReturnQuantiles.Count)])]
                : null,
            Sides = Sides is { } sides ? Array.ConvertAll(places, i => sides[i]) : null,
        };

    /// <summary>
    /// As columns; bars without a label have label -128 and a NaN return. So have those whose outcome lies at or beyond bar
    /// <paramref name="end"/>, the end of the part: a table of one part holds no outcome of the next.
    /// </summary>
    public Table ToTable(CandleSeries candles, LabelSet labels, int end) => new(
    [
        new TableColumn("bar", Bars),
        new TableColumn("open_time", Array.ConvertAll(Bars, bar => candles.OpenTimes[bar])),
        new TableColumn("p_down", Array.ConvertAll(Predictions, p => p.Down)),
        new TableColumn("p_flat", Array.ConvertAll(Predictions, p => p.Flat)),
        new TableColumn("p_up", Array.ConvertAll(Predictions, p => p.Up)),
        new TableColumn("value", Array.ConvertAll(Predictions, p => p.Value)),
        new TableColumn("direction", Array.ConvertAll(Predictions, p => (sbyte)p.Direction)),
        new TableColumn("confidence", Array.ConvertAll(Predictions, p => p.Confidence)),
        new TableColumn("label", Array.ConvertAll(Bars, bar => labels.Ends[bar] < end ? labels.Classes[bar] : LabelSet.None)),
        new TableColumn("return", Array.ConvertAll(Bars, bar => labels.Ends[bar] < end ? labels.Returns[bar] : double.NaN)),
        .. Quantiles is { } all ? ReturnQuantiles.Levels.Select((level, k) => QuantileColumn(all, level, k)) : [],
    ]);

    /// <summary>The forecasts by their bars.</summary>
    public Dictionary<int, Prediction> ByBar() => Bars.Zip(Predictions).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The same forecasts corrected; null corrects nothing.</summary>
    public Forecasts Calibrated(ModelCalibration? by) =>
        by is null ? this : Corrected(Array.ConvertAll(Predictions, by.Confidence.Apply));

    /// <summary>The same with corrected predictions: a correction leaves every class possible, and a side does not.</summary>
    public Forecasts Corrected(Prediction[] by) => this with
    {
        Predictions = Sides is null ? by : [.. by.Select((one, i) => one.OnSide(Sides[i]))],
    };

    /// <summary>Reads them back.</summary>
    public static Forecasts Of(Table table)
    {
        var down = table.Get<float>("p_down");
        var flat = table.Get<float>("p_flat");
        var up = table.Get<float>("p_up");
        var value = table.Get<float>("value");
        return new Forecasts(table.Get<int>("bar"), [.. down.Select((p, i) => new Prediction(p, flat[i], up[i], value[i]))])
        {
            Quantiles = table.Columns.Any(column => column.Name == QuantileName(ReturnQuantiles.Levels[0])) ? ReadQuantiles(table) : null,
        };
    }

    /// <summary>
    /// Mean log loss of the labelled forecasts against that of always giving the classes' frequencies in <paramref name="reference"/>:
    /// 1 - loss / reference loss. Above 0 is better than the class frequencies. Where labels have sides, the frequencies are those of the
    /// two classes that the bar's side leaves.
    /// </summary>
    /// <returns>NaN where no forecast has a label.</returns>
    public double LogLossSkill(LabelSet labels, ReadOnlySpan<int> reference)
    {
        var counts = new double[ClassCount, ClassCount]; // by side and class; without sides in one row
        var totals = new int[ClassCount];
        var classes = labels.Sides is null ? ClassCount : ClassCount - 1;
        foreach (var bar in reference)
        {
            counts[Row(bar), labels.Classes[bar] + 1]++;
            totals[Row(bar)]++;
        }
        double loss = 0, baseline = 0;
        for (var i = 0; i < Bars.Length; i++)
        {
            if (!labels.Has(Bars[i]))
                continue;
            var label = labels.Classes[Bars[i]];
            loss -= LogOf(label < 0 ? Predictions[i].Down : label > 0 ? Predictions[i].Up : Predictions[i].Flat);
            baseline -= LogOf((counts[Row(Bars[i]), label + 1] + 1) / (totals[Row(Bars[i])] + classes));
        }
        return 1 - loss / baseline;

        int Row(int bar) => labels.Sides is { } sides ? sides[bar] + 1 : 0;
    }

    private static float[] ReadQuantiles(Table table)
    {
        float[][] columns = [.. ReturnQuantiles.Levels.Select(level => table.Get<float>(QuantileName(level)))];
        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(i => columns.Select(column => column[i]))];
    }

    private static TableColumn QuantileColumn(float[] quantiles, double level, int place) => new(
        QuantileName(level),
        Enumerable.Range(0, quantiles.Length / ReturnQuantiles.Count).Select(i => quantiles[i * ReturnQuantiles.Count + place]).ToArray());

    private static string QuantileName(double level) => string.Create(CultureInfo.InvariantCulture, $"q{100 * level:00}");

    private static double LogOf(double probability) => Math.Log(Math.Max(probability, 1e-12));
}
