using System.Collections.Concurrent;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Champions;

/// <summary>A small run of one coin, through the pipeline as every run goes.</summary>
internal static class GenuineRun
{
    public const string Id = "20260101T000000Z-0123abcd";

    public static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);

    private static readonly ConcurrentDictionary<string, Lazy<BundleSource>> Sources = new();

    /// <summary>Makes the run.</summary>
    /// <returns>The run, with which its unit's result.</returns>
    public static (RunContext Context, UnitResult Result) Make(
        string folder, string family, Action<RunOptions>? change = null, ModelRegistry? families = null)
    {
        var options = Options(family);
        change?.Invoke(options);
        RunFiles.Create(folder, options, File.ReadAllBytes(Path.Combine(Repository.Root, "config", "features.yaml")));
        var context = RunFiles.Open(folder) with { Families = families ?? RunFiles.Families };
        var market = new SimulatedMarket(context.Options.Simulation);
        foreach (var coin in market.Coins)
            new IngestStage(context, market).Run(coin, CancellationToken.None);
        return (context, new UnitPipeline(context).Run(Unit, null, CancellationToken.None));
    }

    /// <summary>Lets the run's model trade in every regime: small as it is, the regime gate enables it in none.</summary>
    public static void Ungate(IRunFolder folder)
    {
        var report = folder.ReadJson<UnitReport>(UnitReport.PathOf(Unit));
        folder.WriteJson(UnitReport.PathOf(Unit), report with
        {
            Candidates = [.. report.Candidates.Select(candidate => candidate with { RegimeVerdicts = null })],
        });
    }

    /// <summary>The bundle of its unit; the run is made once for all tests.</summary>
    /// <param name="version">Version of the bundle.</param>
    /// <param name="family">Family of the run's model.</param>
    public static BundleSource Bundle(string version = Id, string family = "xgboost")
    {
        var source = Sources.GetOrAdd(family, _ => new Lazy<BundleSource>(() =>
        {
            using var folder = new TemporaryFolder();
            var (context, _) = Make(folder[Id], family);
            return BundleSource.OfRun(context.Folder, Unit, new BundleRequest(Id));
        })).Value;
        return source with { Manifest = source.Manifest with { Version = version } };
    }

    /// <summary>The market it is made on.</summary>
    public static SimulatorOptions Market => new()
    {
        Coins = 1,
        Bars = 2_600,
        Timeframe = Unit.Timeframe,
        Seed = 5,
        Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 10 },
    };

    private static RunOptions Options(string family) => new()
    {
        Timeframes = [Unit.Timeframe],
        Models = [family],
        Horizons = [4],
        Epochs = 1,
        TrainBars = 400,
        Device = TrainingDevice.Cpu,
        Simulation = Market,
        ModelSettings = new()
        {
            [family] = family switch
            {
                "xgboost" => new() { ["rounds"] = 6, ["max_depth"] = 2 },
                "cnn-lstm" => new() { ["lookback"] = 8, ["hidden_size"] = 4, ["conv_channels"] = 4 },
                "lightgbm" => new() { ["rounds"] = 6 },
                "linear" => new() { ["rounds"] = 3, ["least_penalty"] = 0.1 },
                _ => new() { ["lookback"] = 8 },
            },
        },
    };
}
