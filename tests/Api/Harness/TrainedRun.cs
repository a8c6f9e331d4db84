using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Api.Harness;

/// <summary>A small run on a simulated market, done once for all tests: one unit with a real, if poor, model.</summary>
internal sealed class TrainedRun
{
    public static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);
    private static readonly Lazy<TrainedRun> Made = new(() => new TrainedRun());

    private TrainedRun()
    {
        var options = new RunOptions
        {
            Timeframes = [Timeframe.H1],
            Models = ["xgboost"],
            Horizons = [4],
            TrainBars = 400,
            Device = TrainingDevice.Cpu,
            ModelSettings = new() { ["xgboost"] = new() { ["rounds"] = 6, ["max_depth"] = 2 } },
        };
        var market = new SimulatedMarket(new SimulatorOptions
        {
            Coins = 1,
            Bars = 2_600,
            Timeframe = Timeframe.H1,
            Seed = 5,
            Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 10 },
        });
        using var run = new IngestedRun(options, market);
        var context = run.Context;
        Result = new UnitPipeline(context).Run(Unit, null, CancellationToken.None);
        Assert.Equal(UnitStatus.Done, Result.Status);
        Config = YamlFile.Format(options);
        Features = run.Features;
        Files = run.Files();
        Forecasts = Forecasts.Of(context.Folder.ReadTable($"{Unit}/xgboost/h4/{StageOutputs.TestForecasts}"));
        Candles = CandleTable.ReadCandles(context.Folder, Unit);
        Bitcoin = CandleTable.ReadCandles(context.Folder, new UnitId(RunPlan.Bitcoin, Timeframe.H1));
    }

    public static TrainedRun Value => Made.Value;

    public UnitResult Result { get; }

    public string Config { get; }

    public string Features { get; }

    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The model's forecasts of the test part.</summary>
    public Forecasts Forecasts { get; }

    public CandleSeries Candles { get; }

    public CandleSeries Bitcoin { get; }

    /// <summary>The model's forecast at the close of the last candle.</summary>
    public Prediction Forecast(CandleSeries candles, CandleSeries bitcoin)
    {
        var folder = $"{Unit}/xgboost/h4/{StageOutputs.FinalModel}/";
        var files = Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(file => file.Key[folder.Length..], file => file.Value, StringComparer.Ordinal);
        var config = HuracanJson.Deserialize<ModelConfig>(files[TrainedModel.ConfigFile], "a test");
        using var model = TrainedModel.Load(
            HuracanJson.Deserialize<ModelMeta>(files[TrainedModel.MetaFile], "a test"),
            HuracanJson.Deserialize<Scaler>(files[TrainedModel.ScalerFile], "a test"), config,
            HuracanJson.Deserialize<ModelCalibration>(files[TrainedModel.CalibrationFile], "a test"),
            config.Files.ToDictionary(name => name, name => files[name], StringComparer.Ordinal), "a test", RunFiles.Families);
        var features = YamlFile.Parse<FeatureConfig>(Features, "a test").Build(FeatureCatalog.Default, "a test");
        var input = new FeatureInput(candles, bitcoin);
        return model.Predict(features.Recipe(model.Meta.FeatureSet).Compute(input).Columns, [candles.Count - 1])[0];
    }

    /// <summary>The newest candles as a request has them.</summary>
    public static CandleRow[] Rows(CandleSeries series, int count) =>
    [
        .. Enumerable.Range(series.Count - count, count).Select(i =>
            new CandleRow(series.OpenTimes[i], series.Open[i], series.High[i], series.Low[i], series.Close[i], series.Volume[i])),
    ];
}
