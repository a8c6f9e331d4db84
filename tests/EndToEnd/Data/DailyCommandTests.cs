using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Runs;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.EndToEnd.Data;

/// <summary><c>huracan daily</c> on an exchange on this machine: the whole cycle without a cluster.</summary>
public sealed class DailyCommandTests : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Scratch scratch = new();

    [Fact]
    public async Task From_nothing_to_thresholds_and_then_only_what_is_due()
    {
        await using var exchange = await StartAsync(days: 110);
        Write(exchange, "0 0 1 1 *");

        var first = await DailyAsync();
        var again = await DailyAsync();
        var models = Directory.GetDirectories(scratch.Path("out/artifacts"), "20*");

        first.Expect(0);
        Assert.Contains("factory: 2 of 2 units trained anew", first.Output, StringComparison.Ordinal);
        again.Expect(0);
        Assert.Contains("Nothing is due.", again.Output, StringComparison.Ordinal);
        Assert.Single(models);
        var report = Report();
        Assert.Equal(["download", "universe", "factory", "retention"], report.Tasks.Select(one => one.Task));
        Assert.All(report.Tasks, one => Assert.Equal((OccurrenceState.Done, 0), (one.State, one.Missed)));
        Assert.Equal(2, report.Coins.Count);
        Assert.Empty(report.Champions);
        Assert.Empty(report.Failures);
        Assert.Equal((2, 2, 0), (report.Counts.Coins, report.Counts.Processed, report.Counts.Units - report.Counts.Outcomes.Values.Sum()));
        Assert.Contains("Alert no_champion: There is no champion yet.", first.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"{Path.GetFileName(models.Single())}.json",
            Path.GetFileName(Assert.Single(Directory.GetFiles(scratch.Path("out/reports/factory"), "*.json"))));
        var history = File.ReadAllLines(scratch.Path("out/reports/daily/history.jsonl"));
        Assert.Equal(4, history.Length);
        Assert.All(history, line => JsonDocument.Parse(line));
        Assert.Equal(2, Thresholds().Coins.Count);
    }

    [Fact]
    public async Task Missed_occurrences_are_caught_up_once_and_fresh_models_are_left_alone()
    {
        await using var exchange = await StartAsync(days: 110);
        Write(exchange, "* * * * * *");
        (await DailyAsync()).Expect(0);
        var before = Thresholds();
        await Task.Delay(TimeSpan.FromSeconds(3));

        var second = await DailyAsync();

        second.Expect(0);
        Assert.Contains("nothing to train: the models of 2 units are fresh", second.Output, StringComparison.Ordinal);
        var download = Report().Tasks.Where(one => one.Task == "download").ToList();
        Assert.Equal(2, download.Count);
        Assert.True(download[1].Missed >= 2, $"{download[1].Missed}");
        Assert.Equal(before.Version, Thresholds().Version);
        Assert.Single(Directory.GetDirectories(scratch.Path("out/artifacts"), "20*"));
    }

    [Fact]
    public async Task Old_runs_are_deleted_once_newer_ones_have_their_units()
    {
        await using var exchange = await StartAsync(days: 110);
        Write(exchange, "0 0 1 1 *");
        (await DailyAsync()).Expect(0);
        var old = Assert.Single(Directory.GetDirectories(scratch.Path("out/artifacts"), "20*"));
        File.SetLastWriteTimeUtc(Path.Combine(old, "summary.json"), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));

        var alone = await DailyAsync("--now");
        Assert.True(Directory.Exists(old)); // the only one with models of its units
        var newer = scratch.Path("out/artifacts/20991231T000000Z-00000000");
        Copy(old, newer);
        var reports = scratch.Path("out/reports/factory");
        File.Copy(Path.Combine(reports, $"{Path.GetFileName(old)}.json"), Path.Combine(reports, $"{Path.GetFileName(newer)}.json"));
        File.SetLastWriteTimeUtc(Path.Combine(newer, "summary.json"), TimeProvider.System.GetUtcNow().UtcDateTime);
        var both = await DailyAsync("--now");

        Assert.Contains("retention: 0 runs", alone.Output, StringComparison.Ordinal);
        Assert.Contains("retention: 1 runs", both.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(newer));
    }

    [Fact]
    public async Task A_run_that_was_killed_before_its_report_is_trained_anew()
    {
        await using var exchange = await StartAsync(days: 110);
        Write(exchange, "0 0 1 1 *");
        (await DailyAsync()).Expect(0);
        var killed = Assert.Single(Directory.GetDirectories(scratch.Path("out/artifacts"), "20*"));
        File.Delete(scratch.Path($"out/reports/factory/{Path.GetFileName(killed)}.json")); // which is what the kill leaves

        var anew = await DailyAsync("--now");
        var fresh = await DailyAsync("--now");
        var later = Assert.Single(Directory.GetFiles(scratch.Path("out/reports/factory"), "*.json"));
        File.Delete(later);
        scratch.Write($"out/reports/factory/{Path.GetFileName(killed)}.json", "{}"); // the run before it had one
        var again = await DailyAsync("--now");

        Assert.Contains("factory: 2 of 2 units trained anew", anew.Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("factory: nothing to train", fresh.Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("factory: 2 of 2 units trained anew", again.Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetDirectories(scratch.Path("out/artifacts"), "20*").Length);
    }

    [Fact]
    public async Task A_challenger_that_waits_is_looked_at_though_its_unit_is_not_trained_anew()
    {
        await using var exchange = await StartAsync(days: 110);
        Write(exchange, "0 0 1 1 *");
        (await DailyAsync()).Expect(0);
        var run = Assert.Single(Directory.GetDirectories(scratch.Path("out/artifacts"), "20*"));
        var unit = new UnitId("SIM001USDT", Timeframe.H1);
        var champions = new ChampionStore(scratch.Path("out/champions"), BundleTrust.Anyone);
        var challenger = BundleSource.OfRun(new RunFolder(run), unit, new BundleRequest(Path.GetFileName(run)));
        ChampionContest.ChallengersOf(champions).Promote(challenger, signer: null);

        var outcome = await DailyAsync("--now");

        Assert.Contains(
            "factory: nothing to train: the models of 2 units are fresh; the challengers that wait in 1 others were looked at",
            outcome.Expect(0).Output, StringComparison.Ordinal);
        var path = Directory.GetFiles(scratch.Path("out/reports/factory"), "*.json").Max(StringComparer.Ordinal)!;
        var looked = Assert.Single(HuracanJson.Deserialize<FactoryReport>(File.ReadAllBytes(path), path).Units);
        Assert.Equal(unit, new UnitId(looked.Coin, looked.Timeframe));
        Assert.Contains(looked.Outcome, new[] { "waiting", "kept" });
        Assert.True(looked.Promotion!.Days > 0);
        Assert.Equal(2, Report().Counts.Processed + Report().Counts.Idle);
        champions.Promote(challenger, signer: null);
        var judged = (await DailyAsync("--now")).Output;
        Assert.Contains("nothing to train: the models of 2 units are fresh", judged, StringComparison.Ordinal);
        Assert.Contains("1 champions were judged on the newest candles", judged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_store_it_says_how_to_make_one_and_a_dry_run_is_refused_by_name()
    {
        await using var exchange = await StartAsync(days: 1);
        Write(exchange, "0 0 1 1 *");
        var cycle = File.ReadAllText(scratch.Path("daily.yaml"));
        scratch.Write(
            "daily.yaml", cycle.Replace("download: {at: \"0 0 1 1 *\"", "download: {at: null", StringComparison.Ordinal));

        var without = await DailyAsync();
        File.AppendAllText(scratch.Path("factory.yaml"), "\ndry_run: true\n");
        var dry = await DailyAsync();

        without.Expect(1);
        Assert.Contains(
            $"There is no store of candles at {scratch.Path("store")}; make one with 'huracan data download --out", without.Output,
            StringComparison.Ordinal);
        dry.ExpectRefusal(scratch.Path("factory.yaml"), "'dry_run' is true");
    }

    [Fact]
    public async Task A_task_that_fails_is_told_and_the_others_go_on()
    {
        await using var exchange = await StartAsync(days: 110);
        exchange.Faults = request => request.Contains("exchangeInfo", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;
        Write(exchange, "0 0 1 1 *");

        var outcome = await DailyAsync();

        outcome.Expect(1);
        Assert.Contains("Alert task_failed: 'download' failed", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(
            [OccurrenceState.Failed, OccurrenceState.Failed, OccurrenceState.Failed, OccurrenceState.Done],
            Report().Tasks.Select(one => one.State));
        Assert.Contains(exchange.Log, entry => entry.Request == "/listing?alert");
    }

    [Theory]
    [InlineData("download: {at: \"61 * * * *\"}", "download.at")]
    [InlineData("alerts: {webhooks: [\"ftp://a\"]}", "alerts.webhooks")]
    [InlineData("factory: {setting: 3}", "settings")]
    public async Task A_wrong_cycle_is_refused_and_named(string line, string key)
    {
        scratch.Write("daily.yaml", line);

        var outcome = await HuracanProcess.RunAsync("daily", "--config", scratch.Path("daily.yaml"), "--out", scratch.Path("out"));

        outcome.Expect(2);
        Assert.Contains(key, outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();

    private static Task<LocalExchange> StartAsync(int days)
    {
        var market = new SimulatorOptions { Coins = 1, Timeframe = Timeframe.H1, Bars = 24 * (days + 2), Start = Begin, StepsPerBar = 2 };
        return LocalExchange.StartAsync(market, new FastTime(Begin.AddDays(days).AddMinutes(1), speed: 1));
    }

    private Task<Outcome> DailyAsync(params string[] more) => HuracanProcess.RunAsync(
    [
        "daily", "--config", scratch.Path("daily.yaml"), "--settings", scratch.Path("vendors.yaml"), "--out", scratch.Path("out"), .. more,
    ]);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file has a folder
            File.Copy(file, target);
        }
    }

    private DailyReport Report() => HuracanJson.Deserialize<DailyReport>(
        File.ReadAllBytes(Directory.GetFiles(scratch.Path("out/reports/daily"), "20*.json").Max(StringComparer.Ordinal)!), "report");

    private ThresholdsFile Thresholds() => HuracanJson.Deserialize<ThresholdsFile>(
        File.ReadAllBytes(scratch.Path("out/config/per_coin_thresholds.json")), "thresholds");

    private void Write(LocalExchange exchange, string at) => DailySettings.Write(scratch, exchange, [at, at, at, at]);
}
