using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Units;
using Huracan.Hamilton;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Factory;

/// <summary>The factory on real candles: two ordinary coins, a dead one, a delisted one, one tied to the dollar and a new one.</summary>
public sealed class RealCoinsTests : IDisposable
{
    private static readonly string[] Perpetuals = ["BTCUSDT_15m", "BNBUSDT_15m", "FTTUSDT_1h", "USDCUSDT_15m", "PUMPUSDT_15m"];

    private readonly Scratch scratch = new();

    [SharedDataFact]
    public async Task Every_coin_has_a_champion_or_a_reason_and_every_report_and_warning_is_there()
    {
        var factory = await HuracanProcess.RunAsync("factory", "--config", Settings(), "--out", scratch.Path("out"));
        factory.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        var report = Read<FactoryReport>(Directory.GetFiles(scratch.Path("out/reports/factory"), "*.json").Single());

        Assert.Equal(
            [("FTTUSDT", "data"), ("MATICUSDT", "max_stale_days"), ("PUMPUSDT", "min_history_days"), ("USDCUSDT", "data")],
            report.Excluded.Select(coin => (coin.Coin, coin.Reason!.Split(':')[0])).Order());
        Assert.Contains("flat and without volume", Why("FTTUSDT"), StringComparison.Ordinal);
        Assert.Contains("nothing is left to trade after costs", Why("USDCUSDT"), StringComparison.Ordinal);
        Assert.Equal(
            ["BNBUSDT/15m", "BNBUSDT/1h", "BTCUSDT/15m", "BTCUSDT/1h"],
            report.Units.Select(unit => $"{unit.Coin}/{unit.Timeframe}").Order());
        Assert.All(report.Units, unit =>
        {
            Assert.Equal(unit.Outcome == "promoted", unit.Champion is not null);
            Assert.NotEmpty(unit.Reason);
            Assert.Contains(unit.Outcome, new[] { "promoted", "waiting", "not_active" });
        });
        Assert.Equal(
            report.Units.GroupBy(unit => unit.Outcome).ToDictionary(group => group.Key, group => group.Count()), report.Counts);
        Assert.Equal(6, report.Coins.Count + report.Excluded.Count);
        var summary = Read<RunSummary>(run.PathOf("summary.json"));
        Assert.Equal((4, 0, 0, 4), (summary.Done, summary.Skipped, summary.Failed, summary.Units.Count));
        Assert.Equal(4, summary.Actions.Values.Sum());
        foreach (var item in new[] { "data integrity 2/2", "unit reports 4/4", "unit pages 4/4", "decisions 4/4", "run page 1/1" })
            Assert.Contains($"✓ {item}", factory.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", factory.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(run.PathOf("report.html"));
        var warnings = new[] { "BNBUSDT", "BTCUSDT" }
            .SelectMany(coin => Read<IntegrityReport>(run.PathOf($"data/{coin}/integrity.json")).Series)
            .SelectMany(series => series.Findings).Where(finding => finding.Severity == FindingSeverity.Warning).ToArray();
        Assert.Contains(warnings, finding => finding.Code == "no_funding");
        Assert.All(warnings, finding => Assert.Contains(finding.Code, page, StringComparison.Ordinal));
        Assert.All(run.LogLines("run.log"), line => Assert.Contains((string?)line["level"], new[] { "INFO", "WARN" }));
        foreach (var unit in summary.Units)
            await ForecastAsync(new RunFolder(run.Folder), run.Id, unit.Unit);

        string Why(string coin) => report.Excluded.Single(judged => judged.Coin == coin).Reason!;
    }

    public void Dispose() => scratch.Dispose();

    // Every scored model becomes a bundle, as it would if it were promoted, and is asked for a forecast as Hamilton asks a champion.
    private async Task ForecastAsync(RunFolder folder, string runId, UnitId unit)
    {
        var store = new ChampionStore(scratch.Path("exported"), BundleTrust.Anyone);
        store.Promote(store.Add(BundleSource.OfRun(folder, unit, new BundleRequest(runId)), signer: null));
        using var local = new FolderHamilton(store);
        IHamilton hamilton = local;
        var model = await hamilton.LoadModelAsync(unit.Coin, "4h", unit.Timeframe);
        Assert.Equal((unit, "xgboost"), (model.Manifest.Key.Unit, model.Manifest.Family));
        var candles = CandleTable.ReadCandles(folder, unit);
        var from = candles.OpenTimes[candles.Count - model.MinCandles - 100];
        var forecast = await hamilton.PredictAsync(
            unit.Coin, "4h", new RecentCandles(Since(candles), Since(CandleTable.ReadCandles(folder, unit with { Coin = "BTCUSDT" }))),
            unit.Timeframe);
        Assert.Equal(1, forecast.Down + forecast.Flat + forecast.Up, 1e-5);
        Assert.Equal(model.AsOf, forecast.AsOf);
        Assert.True(forecast.IsStale); // the candles are of the past

        CandleRow[] Since(CandleSeries series) =>
        [
            .. Enumerable.Range(0, series.Count).Where(i => series.OpenTimes[i] >= from).Select(i => new CandleRow(
                series.OpenTimes[i], series.Open[i], series.High[i], series.Low[i], series.Close[i], series.Volume[i])),
        ];
    }

    private static T Read<T>(string path)
        where T : class => HuracanJson.Deserialize<T>(File.ReadAllBytes(path), path);

    private string Settings()
    {
        var market = scratch.Path("market");
        Directory.CreateDirectory(market);
        foreach (var name in Perpetuals)
            File.Copy(Path.Combine(SharedData.Candles, $"{name}.csv.gz"), Path.Combine(market, $"{name}.csv.gz"));
        File.Copy(Path.Combine(SharedData.Spot, "MATICUSDT_1h.csv.gz"), Path.Combine(market, "MATICUSDT_1h.csv.gz"));
        var train = scratch.Write("train.yaml", """
            models: [xgboost]
            model_settings:
              xgboost: {rounds: 10, max_depth: 3}
            """);
        return scratch.Write("factory.yaml", $$"""
            source: {{market}}
            settings: {{train}}
            timeframes: [15m, 1h]
            horizons: [4h]
            lookback_days: 200
            universe: {min_liquidity_gbp: 1000000, max_stale_days: 400}
            """);
    }
}
