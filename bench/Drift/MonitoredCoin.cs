using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Live;
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

    /// <summary>Bars before the first one watched.</summary>
    public const int Before = 200;

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

    /// <summary>What the guard says at the close of each bar.</summary>
    /// <param name="candles">All candles of the coin.</param>
    /// <param name="from">First bar watched; the bars before it fill the windows.</param>
    /// <param name="to">Bar after the last.</param>
    /// <param name="change">Changes one row of features before it is looked at.</param>
    public Watch Follow(CandleSeries candles, int from, int to, Action<int, double[]> change)
    {
        var (rows, labels) = Rows(candles, from - Before, to);
        for (var i = 0; i < rows.Length; i++)
            change(from - Before + i, rows[i]);
        var forecasts = Forecasts(rows);
        var monitor = new DriftMonitor(Reference);
        var detector = Reference.Direction is { } direction ? new DirectionDetector(direction) : null;
        var watch = new Watch(to - from);
        for (var i = 0; i < rows.Length; i++)
        {
            monitor.Add(rows[i]);
            // An outcome is known so many bars after its forecast.
            var known = i - (Reference.Direction?.Overlap ?? 0);
            if (known >= 0)
            {
                var (forecast, outcome) = DirectionEvidence.Of(labels, from - Before + known, forecasts[known]);
                detector?.Add(forecast, outcome);
            }
            if (i >= Before)
                watch.Set(i - Before, Findings(monitor, rows[i], detector));
        }
        return watch;
    }

    /// <summary>Features of some bars, unscaled, and the labels of all.</summary>
    public (double[][] Rows, LabelSet Labels) Rows(CandleSeries candles, int from, int to)
    {
        var input = new FeatureInput(candles, null);
        var matrix = context.Features.Recipe(model.Meta.FeatureSet).For(input).Compute(input);
        var options = context.Options;
        double[][] rows = [.. Enumerable.Range(from, to - from).Select(bar => matrix.Columns.Select(column => column[bar]).ToArray())];
        return (rows, UnitSamples.Labels(options, UnitTrading.Costs(options, model.Meta.HalfSpreadBps), candles, Horizon));
    }

    private IEnumerable<DriftFinding> Findings(DriftMonitor monitor, double[] row, DirectionDetector? detector)
    {
        foreach (var finding in monitor.JudgeWindows())
            yield return finding;
        if (DriftMonitor.JudgeRow(Reference, row) is { } far)
            yield return far with { Rule = Watch.Row };
        if (detector is not null)
            yield return DriftJudge.Judge(detector, Reference.Direction!, new DriftOptions());
    }

    // The rows behind a warm-up that the model expects and never reads.
    private Prediction[] Forecasts(double[][] rows)
    {
        var warmUp = model.Meta.WarmUp;
        double[][] padded = [.. rows[0].Select((_, i) => (double[])[.. new double[warmUp], .. rows.Select(row => row[i])])];
        return model.Predict(padded, [.. Enumerable.Range(warmUp, rows.Length)]);
    }

    public void Dispose() => model.Dispose();
}
