using Huracan.Contracts.Json;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Factory;

/// <summary>The factory on real candles: two ordinary coins, a dead one, a delisted one, one tied to the dollar and a new one.</summary>
public sealed class RealCoinsTests : IDisposable
{
    private static readonly string[] Perpetuals = ["BTCUSDT_1h", "BNBUSDT_1h", "FTTUSDT_1h", "USDCUSDT_15m", "PUMPUSDT_15m"];

    private readonly Scratch scratch = new();

    [SharedDataFact]
    public async Task Every_coin_has_a_champion_or_a_reason_and_every_report_and_warning_is_there()
    {
        var factory = await HuracanProcess.RunAsync("factory", "--config", Settings(), "--out", scratch.Path("out"));
        factory.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        var report = Read<FactoryReport>(Directory.GetFiles(scratch.Path("out/reports/factory")).Single());

        Assert.Equal(
            [("FTTUSDT", "data"), ("MATICUSDT", "max_stale_days"), ("PUMPUSDT", "min_history_days"), ("USDCUSDT", "data")],
            report.Excluded.Select(coin => (coin.Coin, coin.Reason!.Split(':')[0])).Order());
        Assert.Contains("flat and without volume", Why("FTTUSDT"), StringComparison.Ordinal);
        Assert.Contains("nothing is left to trade after costs", Why("USDCUSDT"), StringComparison.Ordinal);
        Assert.Equal(["BNBUSDT", "BTCUSDT"], report.Units.Select(unit => unit.Coin).Order());
        Assert.All(report.Units, unit =>
        {
            Assert.Equal(unit.Outcome == "promoted", unit.Champion is not null);
            Assert.NotEmpty(unit.Reason);
            Assert.Contains(unit.Outcome, new[] { "promoted", "waiting", "not_active" });
        });
        Assert.Equal(2, report.Counts.Values.Sum());
        Assert.Equal(2, (int)run.Summary["done"]!);
        foreach (var item in new[] { "data integrity 2/2", "unit reports 2/2", "unit pages 2/2", "decisions 2/2", "run page 1/1" })
            Assert.Contains($"✓ {item}", factory.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", factory.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(run.PathOf("report.html"));
        var warnings = new[] { "BNBUSDT", "BTCUSDT" }
            .SelectMany(coin => Read<IntegrityReport>(run.PathOf($"data/{coin}/integrity.json")).Series)
            .SelectMany(series => series.Findings).Where(finding => finding.Severity == FindingSeverity.Warning).ToArray();
        Assert.Contains(warnings, finding => finding.Code == "no_funding");
        Assert.All(warnings, finding => Assert.Contains(finding.Code, page, StringComparison.Ordinal));
        Assert.All(run.LogLines("run.log"), line => Assert.Contains((string?)line["level"], new[] { "INFO", "WARN" }));

        string Why(string coin) => report.Excluded.Single(judged => judged.Coin == coin).Reason!;
    }

    public void Dispose() => scratch.Dispose();

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
            timeframes: [1h]
            horizons: [4h]
            universe: {min_liquidity_gbp: 1000000, max_stale_days: 400}
            """);
    }
}
