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
using Huracan.Storage.Runs;

namespace Huracan.Bench.Confidence;

/// <summary>Runs units through the pipeline and reads what their models forecast before any correction.</summary>
internal static class TrainedUnits
{
    private const string Family = "xgboost";

    public static List<TrainedUnit> Of(ICandleSource source, IReadOnlyList<string> coins, CancellationToken cancellationToken)
    {
        var parent = Directory.CreateTempSubdirectory("huracan-confidence-").FullName;
        try
        {
            var options = new RunOptions
            {
                Timeframes = [Timeframe.H1],
                Models = [Family],
                Horizons = [4],
                Device = TrainingDevice.Cpu,
                Source = source is SimulatedMarket ? null : "candles",
            };
            RunFiles.CompleteModels(options);
            var folder = Path.Combine(parent, "run");
            RunFiles.Create(folder, options);
            var context = RunFiles.Open(folder);
            foreach (var coin in coins)
                new IngestStage(context, source).Run(coin, cancellationToken);
            return [.. coins.Select(coin => Unit(context, new UnitId(coin, Timeframe.H1), cancellationToken))];
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static TrainedUnit Unit(RunContext context, UnitId unit, CancellationToken cancellationToken)
    {
        var result = new UnitPipeline(context).Run(unit, null, cancellationToken);
        if (result.Status != UnitStatus.Done)
            throw new InputRefusedException($"{unit}: {result.Reason}");
        var root = RunOutputs.Candidate(unit, Family, 4);
        var data = UnitData.Read(context.Folder, unit);
        var features = new FeatureStage(context).Run(
            data, new FeatureInput(data.Candles, data.Bitcoin), context.Options.FeatureSetOf(context.Families[Family]));
        return new TrainedUnit(
            Part(StageOutputs.BestModel, StageOutputs.ValidationForecasts), Part(StageOutputs.FinalModel, StageOutputs.TestForecasts),
            context.Folder.ReadJson<ForecastReport>($"{root}/{StageOutputs.TestMetrics}"));

        LabelledForecasts Part(string model, string table)
        {
            using var loaded = TrainedModel.Load(context.Folder, $"{root}/{model}", context.Families);
            var rows = context.Folder.ReadTable($"{root}/{table}");
            var (bars, labels) = (rows.Get<int>("bar"), rows.Get<sbyte>("label"));
            var raw = loaded.PredictRaw(features.Columns, bars);
            int[] known = [.. Enumerable.Range(0, bars.Length).Where(i => labels[i] is >= -1 and <= 1)];
            return new LabelledForecasts(Array.ConvertAll(known, i => raw[i]), Array.ConvertAll(known, i => labels[i]));
        }
    }
}
