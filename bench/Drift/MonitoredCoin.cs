using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Drift;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Drift;

/// <summary>A coin whose model the pipeline has trained on its first candles, and which is watched over the rest.</summary>
internal sealed class MonitoredCoin : IDisposable
{
    private const string Family = "xgboost";
    private const int Horizon = 4;

    private readonly RunContext context;
    private readonly TrainedModel model;

    private MonitoredCoin(RunContext context, TrainedModel model) => (this.context, this.model) = (context, model);

    public DriftReference Reference => model.Reference!; // every model that the pipeline trains has one

    /// <summary>Trains on candles that open before a time.</summary>
    public static MonitoredCoin Train(ICandleSource source, string coin, long end, CancellationToken cancellationToken)
    {
        var parent = Directory.CreateTempSubdirectory("huracan-drift-").FullName;
        try
        {
            var options = new RunOptions
            {
                Timeframes = [Timeframe.H1],
                Models = [Family],
                Horizons = [Horizon],
                Device = TrainingDevice.Cpu,
                Source = source is SimulatedMarket ? null : "candles",
            };
            RunFiles.CompleteModels(options);
            var folder = Path.Combine(parent, "run");
            RunFiles.Create(folder, options);
            var context = RunFiles.Open(folder);
            var unit = new UnitId(coin, Timeframe.H1);
            new IngestStage(context, new WindowedSource(source, null, end)).Run(coin, cancellationToken);
            var result = new UnitPipeline(context).Run(unit, null, cancellationToken);
            if (result.Status != UnitStatus.Done)
                throw new InputRefusedException($"{unit}: {result.Reason}");
            var path = $"{RunOutputs.Candidate(unit, Family, Horizon)}/{StageOutputs.FinalModel}";
            return new MonitoredCoin(context, TrainedModel.Load(context.Folder, path, context.Families));
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    /// <summary>Every measure at the close of each bar from one on.</summary>
    /// <param name="candles">All candles of the coin.</param>
    /// <param name="from">First bar watched.</param>
    /// <param name="to">Bar after the last.</param>
    /// <param name="change">Changes one row of features before it is looked at.</param>
    public Watch Follow(CandleSeries candles, int from, int to, Action<int, double[]> change)
    {
        var input = new FeatureInput(candles, null);
        var matrix = context.Features.Recipe(model.Meta.FeatureSet).For(input).Compute(input);
        var options = context.Options;
        var labels = UnitSamples.Labels(options, UnitTrading.Costs(options, model.Meta.HalfSpreadBps), candles, Horizon);
        var monitor = new DriftMonitor(Reference);
        var longest = Reference.Windows.Max(window => window.Bars);
        var detector = Reference.Direction is { } direction ? new DirectionDetector(direction) : null;
        var overlap = Reference.Direction?.Overlap ?? 0;
        var first = from - longest;
        var rows = new double[to - first][];
        for (var bar = first; bar < to; bar++)
        {
            var row = rows[bar - first] = [.. matrix.Columns.Select(column => column[bar])];
            change(bar, row);
        }
        double[][] columns = [.. matrix.Columns.Select((_, i) => rows.Select(row => row[i]).ToArray())];
        var forecasts = Forecasts(columns);
        var watch = new Watch(Reference, from, to - from);
        for (var bar = first; bar < to; bar++)
        {
            var at = bar - first;
            monitor.Add(rows[at]);
            if (detector is not null && at >= overlap && bar - overlap >= from - longest)
                detector.Add(forecasts[at - overlap], labels.Has(bar - overlap) ? labels.Classes[bar - overlap] : null);
            if (bar >= from)
                watch.Set(bar, monitor, rows[at], detector?.Evidence ?? 0);
        }
        return watch;
    }

    // The rows behind a warm-up that the model expects and never reads.
    private Prediction[] Forecasts(double[][] columns)
    {
        var warmUp = model.Meta.WarmUp;
        var padded = Array.ConvertAll(columns, column => (double[])[.. new double[warmUp], .. column]);
        return model.Predict(padded, [.. Enumerable.Range(warmUp, columns[0].Length)]);
    }

    public void Dispose() => model.Dispose();
}
