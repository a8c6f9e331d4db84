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
public sealed class FactoryTests(FactoryTests.Grown grown) : IClassFixture<FactoryTests.Grown>, IDisposable
{
    private const string Champion = "BTCUSDT";

    private static readonly ChampionKey Place = new(new UnitId(Champion, Timeframe.H1), 4);

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_challenger_waits_until_the_evidence_suffices_and_is_champion_then()
    {
        var verified = await HuracanProcess.RunAsync("champions", "verify", "--champions", grown.Path("later/champions"));

        var (first, second) = (grown.Report("early"), grown.Report("later"));
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
        var manifest = Champions("later").Open(Place).Manifest;
        Assert.Equal(
            (Grown.LaterBars - Grown.EarlyBars) / 24.0 + 30,
            (manifest.Expires - manifest.Parts.Shadow.To)!.Value.TotalDays); // counted from now
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains($"{Champion}/1h h4 {first.RunId}: whole", verified.Output, StringComparison.Ordinal);
        // Neither who was promoted nor who was dismissed leaves a bundle behind.
        Assert.Empty(Champions("later", "champions/challengers").Versions(Place));
    }

    [Fact]
    public async Task A_run_that_is_killed_is_gone_on_with_to_the_same_champions()
    {
        var output = grown.CopyTo(scratch, "early");
        Directory.Move(Path.Combine(output, "champions"), scratch.Path("elsewhere"));
        using var program = HuracanProcess.Start(
            "factory", "--config", Settings(scratch, Grown.LaterBars), "--max-concurrent-jobs", "1", "--out", output, "--champions",
            scratch.Path("elsewhere"));
        var runId = await program.UntilAsync(() => Directory.GetFiles(output, "final.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(output, "artifacts"), path).Split('/')[0])
            .FirstOrDefault(run => run != grown.Report("early").RunId));
        program.SignalGroup(HuracanProcess.Kill);
        await program.EndAsync();
        Assert.False(File.Exists(Path.Combine(output, "artifacts", runId, "summary.json")));

        (await ResumeAsync(runId, output)).Expect(0);

        var (left, resumed) = (grown.Report("later"), ReportIn(output));
        Assert.Equal(runId, resumed.RunId);
        Assert.Equal(
            left.Units.Select(unit => (unit.Coin, unit.Outcome, unit.Promotion?.Evidence)),
            resumed.Units.Select(unit => (unit.Coin, unit.Outcome, unit.Promotion?.Evidence)));
        Assert.Equal(
            Champions("later").Latest().Champions.Select(pointer => (pointer.Key, pointer.Version)),
            new ChampionStore(scratch.Path("elsewhere"), BundleTrust.Anyone).Latest().Champions
                .Select(pointer => (pointer.Key, pointer.Version)));
        Assert.False(Directory.Exists(Path.Combine(output, "champions")));
    }

    [Fact]
    public async Task A_unit_contends_once_wherever_its_run_was_killed()
    {
        var output = grown.CopyTo(scratch, "later");
        var report = grown.Report("later");
        var (runId, latest) = (report.RunId, Store(output).Latest());
        var contest = Path.Combine(output, "artifacts", runId, Champion, "1h", "contest.json");
        File.Delete(Path.Combine(output, "reports/factory", $"{runId}.json"));

        (await ResumeAsync(runId, output)).Expect(0); // killed when all had contended
        var whole = ReportIn(output);
        File.Delete(Path.Combine(output, "reports/factory", $"{runId}.json"));
        await File.WriteAllTextAsync(contest, """{"before": [], "outcomes": null}"""); // and between promotion and what is written of it
        (await ResumeAsync(runId, output)).Expect(0);

        Assert.Equal(
            report.Units.Select(unit => (unit.Coin, unit.Outcome, unit.Reason)),
            whole.Units.Select(unit => (unit.Coin, unit.Outcome, unit.Reason)));
        var between = Assert.Single(ReportIn(output).Units, unit => unit.Coin == Champion);
        Assert.Equal(("not_contended", grown.Report("early").RunId), (between.Outcome, between.Champion));
        Assert.Contains("has become champion since the contest began", between.Reason, StringComparison.Ordinal);
        Assert.Equivalent(latest, Store(output).Latest(), strict: true);
    }

    [Fact]
    public async Task Only_an_interrupted_run_of_the_factory_is_gone_on_with_and_as_it_was_configured()
    {
        var output = grown.CopyTo(scratch, "later");
        var runId = grown.Report("later").RunId;
        var run = Path.Combine(output, "artifacts", runId);

        var ended = await ResumeAsync(runId, output);
        var configured = await HuracanProcess.RunAsync("factory", "--resume", runId, "--out", output, "--max-coins", "3");
        File.Delete(Path.Combine(output, "reports/factory", $"{runId}.json"));
        File.Delete(Path.Combine(run, "factory.yaml"));
        var daily = await ResumeAsync(runId, output);
        File.Delete(Path.Combine(run, "universe.json"));
        var plain = await ResumeAsync(runId, output);

        ended.ExpectRefusal($"'{runId}' has ended");
        configured.ExpectRefusal("--max-coins cannot be given: --resume goes on with the run as it was configured");
        daily.ExpectRefusal("a run of the daily cycle");
        plain.ExpectRefusal("not a run of the factory", $"run --resume {runId}");
    }

    [Fact]
    public async Task A_dry_run_writes_what_it_opened_alone()
    {
        (await FactoryAsync(Grown.EarlyBars, "--dry-run", "true")).Expect(0);

        var written = Directory.GetFiles(scratch.Path("out"), "*", SearchOption.AllDirectories);
        Assert.NotEmpty(written);
        Assert.All(
            written, path => Assert.StartsWith(scratch.Path($"out/reports/{OpenedTestFiles.FolderName}/"), path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_values_are_refused_by_the_name_of_where_they_stand()
    {
        var variable = await HuracanProcess.RunWithAsync(
            new() { ["HURACAN_FACTORY_RISK_PRESET"] = "reckless" }, "factory", "--config", Settings(scratch, Grown.EarlyBars));
        var option = await FactoryAsync(Grown.EarlyBars, "--max-coins", "many");
        var candles = scratch.Path("candles");
        (await HuracanProcess.RunAsync(
            "data", "simulate", "--out", candles, "--coins", "0", "--bars", "2400", "--timeframe", "1h")).Expect(0);
        var horizons = await FactoryAsync(Grown.EarlyBars, "--horizons", "4h,5x");
        var flag = await FactoryAsync(Grown.EarlyBars, "--dry-run", "perhaps");
        var compared = await FactoryAsync(Grown.EarlyBars, "--source", candles, "--compare-source", scratch.Path("none"));
        var key = scratch.Write("wrong.yaml", "risk_presett: balanced\n");
        var file = await HuracanProcess.RunAsync("factory", "--config", key);
        var nobody = await FactoryAsync(Grown.EarlyBars, "--min-liquidity-gbp", "1e14");

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
            new() { [$"HURACAN_FACTORY_{name}"] = value },
            "factory", "--config", Settings(scratch, Grown.EarlyBars), "--out", scratch.Path("out"));

        outcome.ExpectRefusal(refusal);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    public void Dispose() => scratch.Dispose();

    private Task<Outcome> FactoryAsync(int bars, params string[] more) =>
        HuracanProcess.RunAsync(["factory", "--config", Settings(scratch, bars), "--out", scratch.Path("out"), .. more]);

    private static Task<Outcome> ResumeAsync(string runId, string output) =>
        HuracanProcess.RunAsync("factory", "--resume", runId, "--out", output);

    private ChampionStore Champions(string state, string folder = "champions") => new(grown.Path($"{state}/{folder}"), BundleTrust.Anyone);

    private static ChampionStore Store(string output) => new(Path.Combine(output, "champions"), BundleTrust.Anyone);

    private static FactoryReport ReportIn(string output)
    {
        var path = Directory.GetFiles(Path.Combine(output, "reports/factory"), "*.json").Max()!; // named by runs, which sort by time
        Assert.StartsWith("<!doctype html>", File.ReadAllText(Path.ChangeExtension(path, ".html")), StringComparison.Ordinal);
        return HuracanJson.Deserialize<FactoryReport>(File.ReadAllBytes(path), path);
    }

    // A market with more bars is the same market later.
    private static string Settings(Scratch scratch, int bars)
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

    /// <summary>The same factory twice, as the market grows: what it had left behind each time.</summary>
    public sealed class Grown : IAsyncLifetime, IDisposable
    {
        internal const int EarlyBars = 16_000;
        internal const int LaterBars = 17_500;

        private readonly Scratch scratch = new();

        public async Task InitializeAsync()
        {
            await RunAsync(EarlyBars, "early");
            CopyTo(scratch, "early", "later");
            await RunAsync(LaterBars, "later");
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => scratch.Dispose();

        internal string Path(string name) => scratch.Path(name);

        internal FactoryReport Report(string state) => ReportIn(Path(state));

        internal string CopyTo(Scratch other, string state, string name = "out")
        {
            foreach (var file in Directory.GetFiles(Path(state), "*", SearchOption.AllDirectories))
            {
                var copy = other.Path($"{name}/{System.IO.Path.GetRelativePath(Path(state), file)}");
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!); // a file has a folder
                File.Copy(file, copy);
            }
            return other.Path(name);
        }

        private async Task RunAsync(int bars, string state) =>
            (await HuracanProcess.RunAsync("factory", "--config", Settings(scratch, bars), "--out", Path(state))).Expect(0);
    }
}
