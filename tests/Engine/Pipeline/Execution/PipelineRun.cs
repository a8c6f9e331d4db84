using Huracan.Contracts.Reports;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Pipeline.Execution;

/// <summary>One coin's way through the pipeline in memory.</summary>
internal sealed class PipelineRun
{
    public static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);

    private static readonly ModelRegistry Families = new();

    public PipelineRun(ICandleSource source, Action<RunOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        Context = new RunContext(options, Folder, new MemoryRunFolder(), FeatureExamples.Sets, Families);
        foreach (var coin in source.Coins)
            new IngestStage(Context, source).Run(coin, CancellationToken.None);
    }

    public MemoryRunFolder Folder { get; } = new();

    public RunContext Context { get; }

    public static SimulatedMarket Market(int bars = 2_600) => new(new SimulatorOptions
    {
        Coins = 1,
        Bars = bars,
        Timeframe = Timeframe.H1,
        Seed = 5,
        Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 10 },
    });

    public static RunOptions Options() => new()
    {
        Timeframes = [Timeframe.H1],
        Models = ["xgboost", "cnn-lstm"],
        Horizons = [4],
        Epochs = 1,
        TrainBars = 400,
        Device = TrainingDevice.Cpu,
        ModelSettings = new()
        {
            ["xgboost"] = new() { ["rounds"] = 6, ["max_depth"] = 2 },
            ["cnn-lstm"] = new() { ["lookback"] = 8, ["hidden_size"] = 4, ["conv_channels"] = 4 },
        },
    };

    public UnitResult Execute() => new UnitPipeline(Context).Run(Unit, null, CancellationToken.None);

    public UnitReport Report => Folder.ReadJson<UnitReport>(UnitReport.PathOf(Unit));

    public ModelMeta Meta(string family, string model) => Folder.ReadJson<ModelMeta>($"{Unit}/{family}/h4/{model}/meta.json");

    public Forecasts Forecasts(string family, string table) =>
        Huracan.Engine.Pipeline.Candidates.Forecasts.Of(Folder.ReadTable($"{Unit}/{family}/h4/{table}"));

    /// <summary>Hashes of a candidate's files, by name.</summary>
    public Dictionary<string, string?> Hashes(Func<string, bool> wanted) =>
        Folder.Names.Where(name => name.StartsWith($"{Unit}/", StringComparison.Ordinal) && wanted(name))
            .ToDictionary(name => name, Folder.Hash);
}
