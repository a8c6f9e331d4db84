using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Trading;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;
using Xunit.Abstractions;

namespace Huracan.Tests.Storage.Bundles;

public sealed class BundleModelTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("xgboost")]
    [InlineData("cnn-lstm")]
    [InlineData("lightgbm")]
    [InlineData("linear")]
    [InlineData("tcn")]
    public void A_bundle_loads_and_forecasts_in_seconds(string family)
    {
        var path = BundleWriter.Write(folder["champions"], GenuineRun.Bundle(family: family), signer: null);
        var begun = TimeProvider.System.GetTimestamp();
        using var model = BundleModel.Load(Bundle.Open(path, BundleTrust.Anyone), RunFiles.Families);
        var forecast = model.ForecastZeros();
        var took = TimeProvider.System.GetElapsedTime(begun);

        output.WriteLine($"{family}: loaded and forecast in {took.TotalMilliseconds:F0} ms");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(1, forecast.Down + forecast.Flat + forecast.Up, 1e-3);
    }

    [Theory]
    [InlineData(false, LabelKind.ForwardReturn, "wide")]
    [InlineData(true, LabelKind.Meta, "wide+regimes+primary_side:momentum:period=24")]
    public void It_forecasts_candles_as_the_runs_own_model_does(bool onRegimes, LabelKind labels, string set)
    {
        var (context, _) = GenuineRun.Make(
            folder[GenuineRun.Id], "xgboost", options => (options.TrainOnRegimes, options.Labels) = (onRegimes, labels));
        var source = BundleSource.OfRun(context.Folder, GenuineRun.Unit, new BundleRequest(GenuineRun.Id));
        var path = BundleWriter.Write(folder["champions"], source, signer: null);
        using var model = BundleModel.Load(Bundle.Open(path, BundleTrust.Anyone), RunFiles.Families);
        var market = new SimulatedMarket(context.Options.Simulation);
        var picker = new SeriesPicker(market, new());
        var (candles, bitcoin) = (Pick(GenuineRun.Unit.Coin), Pick("BTCUSDT"));
        using var own = Huracan.Engine.Pipeline.Candidates.TrainedModel.Load(
            context.Folder, $"{GenuineRun.Unit}/xgboost/h4/final_model", RunFiles.Families);
        var input = new Huracan.Engine.Features.FeatureInput(candles, bitcoin);
        var columns = context.Features.Recipe(own.Meta.FeatureSet).For(input).Compute(input).Columns;

        var judged = model.Forecast(candles, bitcoin, now: null);

        Assert.Equal(set, model.Model.Meta.FeatureSet);
        Assert.Equal(own.Predict(columns, [candles.Count - 1])[0], judged.Prediction);
        Assert.Equal(source.Manifest.Metrics.Action, judged.Decision.Action);
        Assert.Equal(labels == LabelKind.Meta, judged.Prediction is { Down: 0 } or { Up: 0 });

        CandleSeries Pick(string coin) => picker.Pick(coin, GenuineRun.Unit.Timeframe, CancellationToken.None).Series!;
    }

    [Fact]
    public void Features_that_this_program_computes_otherwise_are_refused()
    {
        var source = GenuineRun.Bundle();
        var text = Encoding.UTF8.GetString(source.Files["features.yaml"]);
        var files = new Dictionary<string, byte[]>(source.Files)
        {
            ["features.yaml"] = Encoding.UTF8.GetBytes(
                text.Replace("{kind: rsi, period: 7}", "{kind: rsi, period: 8}", StringComparison.Ordinal)),
        };

        Refused(source with { Files = files }, "features.yaml: the hash of set 'wide', as this program computes it, is ");
    }

    [Fact]
    public void A_model_for_something_else_than_the_manifest_says_is_refused()
    {
        var source = GenuineRun.Bundle();

        Refused(source.Manifest with { Coin = "BTCUSDT" }, "meta.json: the coin is SIM001USDT; it must be BTCUSDT");
        Refused(source.Manifest with { Horizon = 8 }, "meta.json: the horizon is 4; it must be 8");
        Refused(source.Manifest with { Family = "cnn-lstm" }, "meta.json: the family is xgboost");

        void Refused(BundleManifest manifest, string words) => this.Refused(source with { Manifest = manifest }, words);
    }

    [Fact]
    public void The_manifest_says_what_the_run_did()
    {
        var (context, result) = GenuineRun.Make(folder[GenuineRun.Id], "xgboost");
        var evidence = new PromotionEvidence("PROMOTE", 120, 25.5, 20, 0.05, "the e-value is above the threshold", "v1");
        var manifest = BundleSource.OfRun(context.Folder, GenuineRun.Unit, new BundleRequest(GenuineRun.Id)
        {
            Version = "v2",
            Previous = "v1",
            Promotion = evidence,
            Expires = new DateTimeOffset(2026, 2, 1, 1, 0, 0, TimeSpan.FromHours(1)),
            Reports = new Dictionary<string, byte[]> { ["drift.json"] = "{}"u8.ToArray() },
        });

        var (facts, files) = (manifest.Manifest, manifest.Files.Keys);
        Assert.Equal((GenuineRun.Unit, 4), (facts.Key.Unit, facts.Key.Horizon));
        Assert.Equal(("xgboost", "v2"), (facts.Family, facts.Version));
        Assert.Equal((result.Score, result.Tier, result.Action), (facts.Metrics.Score, facts.Metrics.Tier, facts.Metrics.Action));
        Assert.Equal(result.Trades, facts.Metrics.Test.TradesTaken);
        Assert.Equal(new BundleLineage(GenuineRun.Id, "v1"), facts.Lineage);
        Assert.Equal(evidence, facts.Promotion);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), facts.Expires);
        Assert.Equal(["bitcoin", "candles", "data", "funding"], facts.DataHashes.Keys);
        Assert.Equal(context.Folder.Hash("data/SIM001USDT/1h.parquet"), facts.DataHashes["candles"]);
        // The parts touch, and the model had learnt all before the test part began.
        Assert.Equal(facts.Parts.Train.To, facts.Parts.Validation.From);
        Assert.Equal(facts.Parts.Validation.To, facts.Parts.Test.From);
        Assert.Equal(facts.Parts.Test.To, facts.Parts.Shadow.From);
        Assert.True(facts.TrainedFrom >= facts.Parts.Train.From && facts.TrainedTo < facts.Parts.Test.From);
        foreach (var name in new[]
        {
            "calibration.json", "config.json", "config.yaml", "features.yaml", "meta.json", "reference.json", "reports/decisions.parquet",
            "reports/drift.json", "reports/integrity.json", "reports/unit.json", "reports/xgboost/h4/edge.json",
            "reports/xgboost/h4/importance.json", "reports/xgboost/h4/metrics_test.json", "scaler.json", "thresholds.json",
        })
            Assert.Contains(name, files);
        foreach (var (name, original) in Added(GenuineRun.Unit))
            Assert.Equal(context.Folder.Read(original), manifest.Files[name]);
    }

    [Fact]
    public void A_bundle_from_before_the_log_and_the_reports_of_data_and_costs_were_kept_is_read_as_it_was()
    {
        var source = GenuineRun.Bundle();
        var added = Added(GenuineRun.Unit).Select(one => one.Name).ToArray();
        var old = source with
        {
            Manifest = source.Manifest with
            {
                Metrics = source.Manifest.Metrics with
                {
                    Test = source.Manifest.Metrics.Test with { MinimumTrackRecord = null, MinimumTrackRecordDays = null },
                },
            },
            Files = source.Files.Where(file => !added.Contains(file.Key)).ToDictionary(),
        };

        var bundle = Bundle.Open(BundleWriter.Write(folder["champions"], old, signer: null), BundleTrust.Anyone);

        Assert.Equal(source.Files.Count - 3, bundle.Manifest.Files.Count);
        Assert.DoesNotContain("track_record", Encoding.UTF8.GetString(bundle.Read("manifest.json")), StringComparison.Ordinal);
        using var model = BundleModel.Load(bundle, RunFiles.Families);
        model.ForecastZeros();
        Assert.Empty(new BundleReplay(bundle, new SimulatedMarket(GenuineRun.Market)).Differences(CancellationToken.None));
    }

    [Fact]
    public void What_was_edited_since_its_stage_or_never_finished_makes_no_bundle()
    {
        var (context, _) = GenuineRun.Make(folder[GenuineRun.Id], "xgboost");
        var request = new BundleRequest(GenuineRun.Id);
        Assert.Throws<InputRefusedException>(() => BundleSource.OfRun(context.Folder, new UnitId("BTCUSDT", Timeframe.H4), request));
        var log = folder[$"{GenuineRun.Id}/{GenuineRun.Unit}/decisions.parquet"];
        var content = File.ReadAllBytes(log);
        File.AppendAllText(log, " ");

        var refusal = Assert.Throws<InputRefusedException>(() => BundleSource.OfRun(context.Folder, GenuineRun.Unit, request));
        Assert.Contains("decisions.parquet was changed", refusal.Message, StringComparison.Ordinal);

        File.WriteAllBytes(log, content);
        File.AppendAllText(folder[$"{GenuineRun.Id}/{GenuineRun.Unit}/xgboost/h4/final_model/scaler.json"], " ");
        refusal = Assert.Throws<InputRefusedException>(() => BundleSource.OfRun(context.Folder, GenuineRun.Unit, request));
        Assert.Contains("scaler.json was changed", refusal.Message, StringComparison.Ordinal);

        context.Folder.Delete($"{GenuineRun.Unit}/xgboost/h4/stages/final.json");
        refusal = Assert.Throws<InputRefusedException>(() => BundleSource.OfRun(context.Folder, GenuineRun.Unit, request));
        Assert.Contains("has not finished 'final'", refusal.Message, StringComparison.Ordinal);
    }

    private static (string Name, string Original)[] Added(UnitId unit) =>
    [
        ("reports/decisions.parquet", $"{unit}/decisions.parquet"), ("reports/integrity.json", $"data/{unit.Coin}/integrity.json"),
        ("reports/xgboost/h4/edge.json", $"{unit}/xgboost/h4/edge.json"),
    ];

    private void Refused(BundleSource source, string words)
    {
        using var scratch = new TemporaryFolder();
        var bundle = Bundle.Open(BundleWriter.Write(scratch["champions"], source, signer: null), BundleTrust.Anyone);
        var refusal = Assert.Throws<InputRefusedException>(() => BundleModel.Load(bundle, RunFiles.Families));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }
}
