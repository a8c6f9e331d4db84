using Huracan.Contracts.Reports;
using Huracan.Contracts;
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

/// <summary>A small run of networks over several coins, done once for all tests.</summary>
internal sealed class TrainedNetworks
{
    private static readonly Lazy<TrainedNetworks> Made = new(() => new TrainedNetworks());

    private TrainedNetworks()
    {
        var options = new RunOptions
        {
            Timeframes = [Timeframe.H1],
            Models = ["cnn-lstm"],
            Horizons = [4],
            TrainBars = 300,
            Epochs = 1,
            Device = TrainingDevice.Cpu,
            ModelSettings = new() { ["cnn-lstm"] = new() { ["lookback"] = 8, ["hidden_size"] = 4, ["conv_channels"] = 4 } },
        };
        RunFiles.CompleteModels(options);
        var market = new SimulatedMarket(new SimulatorOptions { Coins = 3, Bars = 2_600, Timeframe = Timeframe.H1, Seed = 6 });
        using var run = new IngestedRun(options, market);
        Units = [.. market.Coins.Where(coin => coin != RunPlan.Bitcoin).Select(coin => Train(run, new UnitId(coin, Timeframe.H1)))];
        Config = YamlFile.Format(options);
        Features = run.Features;
    }

    public static TrainedNetworks Value => Made.Value;

    public IReadOnlyList<TrainedUnit> Units { get; }

    public string Config { get; }

    public string Features { get; }

    private static TrainedUnit Train(IngestedRun run, UnitId unit)
    {
        var context = run.Context;
        var result = new UnitPipeline(context).Run(unit, null, CancellationToken.None);
        Assert.Equal((UnitStatus.Done, "cnn-lstm"), (result.Status, result.Family));
        var candles = CandleTable.ReadCandles(context.Folder, unit);
        var forecast = Forecasts.Of(context.Folder.ReadTable($"{unit}/cnn-lstm/h4/{StageOutputs.TestForecasts}"));
        return new TrainedUnit(unit, result, run.Files($"{unit}"), candles.Slice(0, forecast.Bars[^1] + 1), forecast.Predictions[^1]);
    }
}
