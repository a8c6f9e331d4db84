using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Hamilton;

/// <summary>A champion of one family with its usual settings, trained on a simulated coin, and the market it forecasts.</summary>
internal sealed class BenchChampion
{
    private const string RunId = "20260101T000000Z-0123abcd";
    private const int Bars = 6_000;

    private readonly BundleSource source;
    private readonly CandleSeries own;
    private readonly CandleSeries bitcoin;

    public BenchChampion(string folder, string family)
    {
        var unit = new UnitId("SIM001USDT", Timeframe.H1);
        var options = new RunOptions
        {
            Timeframes = [unit.Timeframe],
            Models = [family],
            Horizons = [4],
            Epochs = 1,
            Device = TrainingDevice.Cpu,
            Simulation = new SimulatorOptions
            {
                Coins = 1,
                Bars = Bars,
                Timeframe = unit.Timeframe,
                Seed = 5,
                Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 10 },
            },
        };
        RunFiles.CompleteModels(options);
        var run = Path.Combine(folder, family, RunId);
        RunFiles.Create(run, options);
        var context = RunFiles.Open(run);
        var market = new SimulatedMarket(options.Simulation);
        foreach (var coin in market.Coins)
            new IngestStage(context, market).Run(coin, CancellationToken.None);
        new UnitPipeline(context).Run(unit, null, CancellationToken.None);
        Store = new ChampionStore(Path.Combine(folder, family, "champions"), BundleTrust.Anyone);
        source = BundleSource.OfRun(context.Folder, unit, new BundleRequest(RunId));
        Store.Promote(Add(RunId));
        var picker = new SeriesPicker(market, new());
        (own, bitcoin) = (Pick(unit.Coin), Pick(RunPlan.Bitcoin));

        CandleSeries Pick(string coin) => picker.Pick(coin, unit.Timeframe, CancellationToken.None).Series
            ?? throw new InputRefusedException($"The simulator has no candles of {coin}.");
    }

    public ChampionStore Store { get; }

    /// <summary>Version of the champion that is there from the beginning.</summary>
    public string FirstVersion => source.Manifest.Version;

    /// <summary>Adds the same model as another version, which is no champion yet.</summary>
    public Bundle Add(string version) => Store.Add(source with { Manifest = source.Manifest with { Version = version } }, signer: null);

    /// <summary>The features of the model's last bars, as of the hour that ended last: stale ones are refused.</summary>
    public NamedFeatures Features()
    {
        using var model = BundleModel.Load(Store.Open(Store.Latest().Champions[0]), RunFiles.Families);
        var input = new FeatureInput(own, bitcoin);
        var matrix = model.Features.Recipe(model.Model.Meta.FeatureSet).For(input).Compute(input);
        var hour = own.Timeframe.Milliseconds;
        var closed = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / hour * hour);
        var lookback = model.Model.Lookback;
        return new NamedFeatures(
            [
                .. Enumerable.Range(own.Count - lookback, lookback).Select(bar =>
                    matrix.Names.Zip(matrix.Columns, (name, column) => (name, column[bar])).ToDictionary()),
            ],
            closed);
    }

    /// <summary>The last candles.</summary>
    public RecentCandles Candles(int count) => new(Rows(own, count), Rows(bitcoin, count));

    private static CandleRow[] Rows(CandleSeries series, int count) =>
    [
        .. Enumerable.Range(series.Count - count, count).Select(i => new CandleRow(
            series.OpenTimes[i], series.Open[i], series.High[i], series.Low[i], series.Close[i], series.Volume[i])),
    ];
}
