using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Factory;

/// <summary>The factory of the command line, on a market whose signal is strong enough to be told within months.</summary>
public sealed class FactoryTests : IDisposable
{
    private const string Champion = "BTCUSDT";

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_challenger_waits_until_the_evidence_suffices_and_is_champion_then()
    {
        var dry = await FactoryAsync(16_000, "--dry-run", "true");
        var written = Directory.GetFiles(scratch.Path("out"), "*", SearchOption.AllDirectories);
        var early = await FactoryAsync(16_000);
        var first = Report();
        var later = await FactoryAsync(17_500);
        var second = Report();
        var verified = await HuracanProcess.RunAsync("champions", "verify", "--champions", scratch.Path("out/champions"));

        Assert.Equal((0, 0, 0), (dry.ExitCode, early.ExitCode, later.ExitCode));
        Assert.NotEmpty(written);
        Assert.All(
            written, path => Assert.StartsWith(scratch.Path($"out/reports/{OpenedTestFiles.FolderName}/"), path, StringComparison.Ordinal));
        var waiting = first.Units.Single(unit => unit.Coin == Champion);
        Assert.Equal((GateAction.Active, "waiting", null), (waiting.Action, waiting.Outcome, waiting.Champion));
        Assert.InRange(waiting.Promotion!.Evidence, 1, waiting.Promotion.Threshold);
        var promoted = second.Units.First(unit => unit.Coin == Champion);
        Assert.All(
            second.Units.Where(unit => unit.Coin == Champion).Skip(1),
            unit => Assert.Equal(("not_contended", null), (unit.Outcome, unit.Promotion))); // the new model, where it is ACTIVE
        Assert.Equal(("promoted", first.RunId), (promoted.Outcome, promoted.Champion));
        Assert.True(promoted.Promotion!.Days > waiting.Promotion.Days);
        Assert.True(promoted.Promotion.Evidence >= promoted.Promotion.Threshold);
        var manifest = new ChampionStore(scratch.Path("out/champions"), BundleTrust.Anyone)
            .Open(new ChampionKey(new UnitId(Champion, Timeframe.H1), 4)).Manifest;
        Assert.Equal((17_500 - 16_000) / 24.0 + 30, (manifest.Expires - manifest.Parts.Shadow.To)!.Value.TotalDays); // counted from now
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains($"{Champion}/1h h4 {first.RunId}: whole", verified.Output, StringComparison.Ordinal);
        // Neither who was promoted nor who was dismissed leaves a bundle behind.
        var challengers = new ChampionStore(scratch.Path("out/champions/challengers"), BundleTrust.Anyone);
        Assert.Empty(challengers.Versions(new ChampionKey(new UnitId(Champion, Timeframe.H1), 4)));
    }

    [Fact]
    public async Task Wrong_values_are_refused_by_the_name_of_where_they_stand()
    {
        var variable = await HuracanProcess.RunWithAsync(
            new() { ["HURACAN_FACTORY_RISK_PRESET"] = "reckless" }, "factory", "--config", Settings(16_000));
        var option = await FactoryAsync(16_000, "--max-coins", "many");
        var candles = scratch.Path("candles");
        (await HuracanProcess.RunAsync(
            "data", "simulate", "--out", candles, "--coins", "0", "--bars", "2400", "--timeframe", "1h")).Expect(0);
        var horizons = await FactoryAsync(16_000, "--horizons", "4h,5x");
        var flag = await FactoryAsync(16_000, "--dry-run", "perhaps");
        var compared = await FactoryAsync(16_000, "--source", candles, "--compare-source", scratch.Path("none"));
        var key = scratch.Write("wrong.yaml", "risk_presett: balanced\n");
        var file = await HuracanProcess.RunAsync("factory", "--config", key);
        var nobody = await FactoryAsync(16_000, "--min-liquidity-gbp", "1e14");

        variable.ExpectRefusal("HURACAN_FACTORY_RISK_PRESET is 'reckless'");
        option.ExpectRefusal("--max-coins is 'many'; it must be a whole number");
        horizons.ExpectRefusal("--horizons is '4h,5x', of which '5x' must be a timeframe");
        flag.ExpectRefusal("--dry-run is 'perhaps'; it must be true or false");
        compared.ExpectRefusal("--compare-source must name a folder");
        file.ExpectRefusal("risk_preset");
        nobody.ExpectRefusal("min_liquidity_gbp");
    }

    [Theory]
    [InlineData("UNIVERSE__MIN_LIQUIDITY_GBP", "1e14", "min_liquidity_gbp")]
    [InlineData("KEEP_VERSIONS", "1", "'keep_versions' is 1; it must be at least 2")]
    [InlineData("UNIVERSE__MAX_SPREAD_BPS", "wide", "HURACAN_FACTORY_UNIVERSE__MAX_SPREAD_BPS is 'wide'; it must be a finite number.")]
    [InlineData("RISK_PRESETT", "balanced", "HURACAN_FACTORY_RISK_PRESETT is no key of factory.yaml (did you mean "
        + "'HURACAN_FACTORY_RISK_PRESET'?)")]
    [InlineData("MAX_COINS", "3", "(did you mean 'HURACAN_FACTORY_UNIVERSE__MAX_COINS'?)")]
    public async Task Every_key_is_replaced_by_the_environment_and_no_other_is_taken(string name, string value, string refusal)
    {
        var outcome = await HuracanProcess.RunWithAsync(
            new() { [$"HURACAN_FACTORY_{name}"] = value }, "factory", "--config", Settings(16_000), "--out", scratch.Path("out"));

        outcome.ExpectRefusal(refusal);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    public void Dispose() => scratch.Dispose();

    private Task<Outcome> FactoryAsync(int bars, params string[] more) =>
        HuracanProcess.RunAsync(["factory", "--config", Settings(bars), "--out", scratch.Path("out"), .. more]);

    private FactoryReport Report()
    {
        var path = Directory.GetFiles(scratch.Path("out/reports/factory")).Max()!; // named by runs, which sort by time
        return HuracanJson.Deserialize<FactoryReport>(File.ReadAllBytes(path), path);
    }

    // A market with more bars is the same market later.
    private string Settings(int bars)
    {
        var train = scratch.Write("train.yaml", $$"""
            timeframes: [1h]
            models: [xgboost]
            model_settings:
              xgboost: {rounds: 60, max_depth: 3}
            simulation:
              coins: 1
              bars: {{bars}}
              timeframe: 1h
              seed: 9
              signal: {probability: 0.05, net_sharpe: 8}
            """);
        return scratch.Write("factory.yaml", $$"""
            source: null
            settings: {{train}}
            timeframes: [1h]
            horizons: [4h]
            universe: {min_liquidity_gbp: 0, min_history_days: 30}
            """);
    }
}
