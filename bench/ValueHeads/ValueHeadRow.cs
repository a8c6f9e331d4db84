using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Confidence;
using Huracan.Storage.Runs;

namespace Huracan.Bench.ValueHeads;

/// <summary>A coin and family on its test part, with a value head and without.</summary>
/// <param name="Name">Coin and family.</param>
/// <param name="Before">R² of the expected return without.</param>
/// <param name="After">The same with.</param>
/// <param name="Pinball">Pinball loss of the quantiles over that of the quantiles of volatility alone.</param>
/// <param name="Plain">Intervals without.</param>
/// <param name="Quantiles">Intervals with.</param>
internal sealed record ValueHeadRow(
    string Name, double Before, double After, double Pinball, IntervalReport Plain, IntervalReport Quantiles)
{
    private const int Horizon = 4;

    public static string[] Headings =>
    [
        "coin, family", "R² without", "R² with", "pinball / by volatility",
        "inside without", "inside with", "width without", "width with",
    ];

    public string[] Cells =>
    [
        Name, $"{Before:P2}", $"{After:P2}", $"{Pinball:0.000}", $"{Plain.Coverage:P1}", $"{Quantiles.Coverage:P1}",
        $"{Plain.MeanWidth:P2}", $"{Quantiles.MeanWidth:P2}",
    ];

    public static List<ValueHeadRow> Of(
        ICandleSource source, IReadOnlyList<string> coins, string[] families, CancellationToken cancellationToken)
    {
        var parent = Directory.CreateTempSubdirectory("huracan-value-heads-").FullName;
        try
        {
            var (plain, valued) = (Run(false), Run(true));
            return [.. coins.SelectMany(coin => families.Select(family => Row(plain, valued, new UnitId(coin, Timeframe.H1), family)))];
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }

        RunContext Run(bool hasHead)
        {
            var options = new RunOptions
            {
                Timeframes = [Timeframe.H1],
                Models = [.. families],
                Horizons = [Horizon],
                Device = TrainingDevice.Cpu,
                Epochs = 15,
                Patience = 3,
                TrainBars = 8_000,
                ValueHead = hasHead,
                Source = source is SimulatedMarket ? null : "candles",
            };
            RunFiles.CompleteModels(options);
            var folder = Path.Combine(parent, $"{hasHead}");
            RunFiles.Create(folder, options);
            var context = RunFiles.Open(folder);
            foreach (var coin in coins)
            {
                new IngestStage(context, source).Run(coin, cancellationToken);
                var result = new UnitPipeline(context).Run(new UnitId(coin, Timeframe.H1), null, cancellationToken);
                if (result.Status != UnitStatus.Done)
                    throw new InputRefusedException($"{coin}: {result.Reason}");
            }
            return context;
        }
    }

    private static ValueHeadRow Row(RunContext plain, RunContext valued, UnitId unit, string family)
    {
        var root = RunOutputs.Candidate(unit, family, Horizon);
        var data = UnitData.Read(valued.Folder, unit);
        var volatility = TrailingVolatility.Of(data.Candles);
        var (bars, forecasts, returns) = Known(valued, $"{root}/{StageOutputs.TestForecasts}");
        var (_, before, _) = Known(plain, $"{root}/{StageOutputs.TestForecasts}");
        var (earlier, _, known) = Known(valued, $"{root}/{StageOutputs.ValidationForecasts}");
        double[] scaled = [.. known.Select((value, i) => value / volatility[earlier[i]]).Order()];
        double[] usual = [.. ReturnQuantiles.Levels.Select(level => scaled[(int)(level * scaled.Length)])];
        double loss = 0, reference = 0;
        for (var i = 0; i < bars.Length; i++)
        {
            loss += ReturnQuantiles.PinballLoss(
                forecasts.Quantiles.AsSpan(i * ReturnQuantiles.Count, ReturnQuantiles.Count), returns[i]);
            reference += ReturnQuantiles.PinballLoss([.. usual.Select(z => (float)(z * volatility[bars[i]]))], returns[i]);
        }
        IntervalReport Intervals(RunContext run) =>
            run.Folder.ReadJson<ForecastReport>($"{root}/{StageOutputs.TestMetrics}").Intervals!; // every run here calibrates
        return new ValueHeadRow(
            $"{unit.Coin} {family}", Explained(before, returns), Explained(forecasts, returns), loss / reference, Intervals(plain),
            Intervals(valued));
    }

    // 1 - squared errors over those of forecasting nothing.
    private static double Explained(Forecasts forecasts, double[] returns) =>
        1 - forecasts.Predictions.Select((p, i) => Math.Pow(returns[i] - p.Value, 2)).Sum() / returns.Sum(value => value * value);

    private static (int[] Bars, Forecasts Forecasts, double[] Returns) Known(RunContext run, string table)
    {
        var rows = run.Folder.ReadTable(table);
        var returns = rows.Get<double>("return");
        int[] known = [.. Enumerable.Range(0, returns.Length).Where(i => !double.IsNaN(returns[i]))];
        var forecasts = Forecasts.Of(rows).At(known);
        return (forecasts.Bars, forecasts, Array.ConvertAll(known, i => returns[i]));
    }
}
