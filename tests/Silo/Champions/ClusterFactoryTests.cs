using Huracan.Cluster.Champions;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;
using Huracan.Tests.Champions.Stored;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.Silo.Champions;

/// <summary>Real silos that let the units of a factory's run contend, and one that is killed meanwhile.</summary>
public sealed class ClusterFactoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-factory-").FullName;

    [PostgresFact]
    public async Task A_silo_killed_while_units_contend_loses_and_doubles_no_promotion_and_the_outcomes_are_those_of_one_machine()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.AddSiloAsync("a");
        var runId = await cluster.PostFactoryAsync(StrongMarket.Run, StrongMarket.Factory);
        await UntilAsync(cluster, async () => await CountAsync(cluster, "contests") > 0, "a unit has contended");
        first.Kill();
        var atKill = await CountAsync(cluster, "contests");
        await cluster.AddSiloAsync("b");
        await UntilAsync(
            cluster, async () => (await cluster.Runs.FindAsync(runId, CancellationToken.None))!.Finished is not null,
            "the run is finished");

        var report = (await new ContestTable(cluster.Database, TimeProvider.System).ReportAsync(runId, CancellationToken.None))!;
        Assert.InRange(atKill, 1, 2);
        Assert.Equal(3, await CountAsync(cluster, "contests"));
        Assert.Contains(report.Units, unit => unit.Outcome == "promoted");
        var single = await SingleAsync(StrongMarket.Run);
        Assert.Equal(single.Units.Select(Judged), report.Units.Select(Judged));
        Assert.Equal(single.Drift.Select(Drifted), report.Drift.Select(Drifted));
        Assert.Equal(report.Counts["promoted"], report.Drift.Count);
        await HasOneEventAChampionAsync(cluster, report);

        // Whoever asks again learns what came of it, and changes nothing.
        foreach (var unit in report.Units)
            Assert.Equal(
                unit.Outcome, Assert.Single(await cluster.Unit(new UnitId(unit.Coin, unit.Timeframe)).ContendAsync(runId)).Outcome);
        await HasOneEventAChampionAsync(cluster, report);
        await BundlesAreWholeAsync(cluster, report);
    }

    [PostgresFact]
    public async Task Bundles_that_are_refused_keep_no_run_from_ending_and_the_outcomes_are_those_of_one_machine()
    {
        await using var cluster = await TestCluster.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var waiting = $"{RunNames.PrefixOf(now)}-0123abcd";
        await StoredChampions.AddAsync(cluster.Database, ChampionRole.Champion, "v1", now);
        await StoredChampions.AddAsync(cluster.Database, ChampionRole.Challenger, waiting, now);
        var before = await cluster.Database.QueryAsync(
            "update blobs set content = content || ' ' where name like '%/scaler.json' returning name", row => row.GetString(0),
            CancellationToken.None);
        Assert.Equal(2, before.Count);
        var store = new ChampionStore(Path.Combine(folder, "damaged"), BundleTrust.Anyone);
        await DamageAsync(store, "v1");
        await DamageAsync(ChampionContest.ChallengersOf(store), waiting);
        var met = Contenders.NoneOf(StoredChampions.Key, "v1").With("v0");
        await StoredChampions.ChangeAsync(cluster.Database, new ContestChange([], [], [], [], [], 2) { Contenders = [met] }, now);
        store.Write(met);

        await cluster.AddSiloAsync("a");
        var runId = await cluster.PostFactoryAsync(StrongMarket.Run, StrongMarket.Factory);
        await UntilAsync(
            cluster, async () => (await cluster.Runs.FindAsync(runId, CancellationToken.None))!.Finished is not null,
            "the run is finished");

        var report = (await new ContestTable(cluster.Database, TimeProvider.System).ReportAsync(runId, CancellationToken.None))!;
        var unit = report.Units.Where(unit => unit.Coin == GenuineRun.Unit.Coin).ToList();
        Assert.Equal(["dismissed", "promoted"], unit.Select(one => one.Outcome));
        Assert.Contains("champion v1 cannot be loaded: ", unit[1].Reason, StringComparison.Ordinal);
        Assert.Equal(1, unit[1].Promotion!.Earlier);
        var single = await SingleAsync(StrongMarket.Run, "--champions", store.Root);
        Assert.Equal(
            single.Units.Select(one => (Judged(one), one.Reason)), report.Units.Select(one => (Judged(one), one.Reason)));
        var bundles = await new ChampionTable(cluster.Database).OfUnitAsync(GenuineRun.Unit, CancellationToken.None);
        Assert.Equal(
            [(ChampionRole.Champion, runId, true), (ChampionRole.Champion, "v1", false)],
            bundles.Select(bundle => (bundle.Role, bundle.Version, bundle.IsCurrent)));
        Assert.Equal("v1", bundles[0].Manifest.Lineage.Previous);
        var contenders = await new ChampionTable(cluster.Database).ContendersAsync(GenuineRun.Unit, CancellationToken.None);
        Assert.Equal(["v0", runId], Assert.Single(contenders).Challengers); // of the champion before
    }

    [PostgresFact]
    public async Task Where_nothing_is_to_be_trained_challengers_that_wait_are_looked_at_with_the_outcome_of_one_machine()
    {
        const string Settings = StrongMarket.Run + "\nonly_compared: [BTCUSDT, SIM001USDT, SIM002USDT]\n";
        await using var cluster = await TestCluster.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var waiting = $"{RunNames.PrefixOf(now)}-0123abcd";
        await StoredChampions.AddAsync(cluster.Database, ChampionRole.Challenger, waiting, now);
        Assert.Equal([GenuineRun.Unit], await new ChampionTable(cluster.Database).WaitingAsync(CancellationToken.None));
        var store = new ChampionStore(Path.Combine(folder, "champions"), BundleTrust.Anyone);
        ChampionContest.ChallengersOf(store).Promote(GenuineRun.Bundle(waiting), signer: null);

        await cluster.AddSiloAsync("a");
        var runId = await cluster.PostFactoryAsync(Settings, StrongMarket.Factory);
        await UntilAsync(
            cluster, async () => (await cluster.Runs.FindAsync(runId, CancellationToken.None))!.Finished is not null,
            "the run is finished");

        var report = (await new ContestTable(cluster.Database, TimeProvider.System).ReportAsync(runId, CancellationToken.None))!;
        var looked = Assert.Single(report.Units);
        Assert.Equal(GenuineRun.Unit.Coin, looked.Coin);
        Assert.True(looked.Promotion!.Days > 0);
        var single = await SingleAsync(Settings, "--champions", store.Root);
        Assert.Equal(single.Units.Select(one => (Judged(one), one.Reason)), [(Judged(looked), looked.Reason)]);
        Assert.Equal(0, await CountAsync(cluster, "thresholds"));
        Assert.Equal(0, await CountAsync(cluster, "decided"));
    }

    private static Task DamageAsync(ChampionStore store, string version)
    {
        var bundle = store.Promote(GenuineRun.Bundle(version), signer: null);
        return File.AppendAllTextAsync(Path.Combine(bundle.Folder, TrainedModel.ScalerFile), " ");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Versions are names of runs, and those of two machines differ.
    private static (string, string, double?, double?, int?) Judged(FactoryUnit unit) =>
        (unit.Coin, unit.Outcome, unit.Promotion?.Evidence, unit.Promotion?.Threshold, unit.Promotion?.Days);

    private static (string, int, DateTimeOffset, string) Drifted(ChampionDrift champion) => (
        champion.Coin, champion.Horizon, champion.Report.At,
        string.Join(' ', champion.Report.Findings.Select(finding => $"{finding.Rule} {finding.Level} {finding.Value}")));

    private static async Task HasOneEventAChampionAsync(TestCluster cluster, FactoryReport report)
    {
        var events = await cluster.Database.QueryAsync(
            "select coin from events where kind = 'champion' order by coin", row => row.GetString(0), CancellationToken.None);
        Assert.Equal(report.Units.Where(unit => unit.Outcome == "promoted").Select(unit => unit.Coin), events);
        Assert.Equal(
            events, (await new ChampionTable(cluster.Database).LatestAsync(CancellationToken.None)).Champions.Select(one => one.Coin));
    }

    private async Task BundlesAreWholeAsync(TestCluster cluster, FactoryReport report)
    {
        var table = new ChampionTable(cluster.Database);
        var store = new ChampionStore(Path.Combine(folder, "copied"), BundleTrust.Anyone);
        var latest = await table.LatestAsync(CancellationToken.None);
        foreach (var pointer in latest.Champions)
        {
            var files = new Dictionary<string, byte[]>();
            foreach (var file in await table.FilesAsync(ChampionRole.Champion, pointer.Key, pointer.Version, CancellationToken.None))
                files[file.Path] = (await cluster.Blobs.ReadAsync(file.Blob, CancellationToken.None))!;
            using var model = BundleModel.Load(store.Add(new BundlePlace(pointer.Key, pointer.Version), files), RunFiles.Families);
            Assert.True(float.IsFinite(model.ForecastZeros().Up));
            var history = (await new UnitStateTable(cluster.Database).HistoryAsync(pointer.Key.Unit, CancellationToken.None))!;
            var kept = Assert.Single(history.Champions);
            Assert.Equal((pointer.Horizon, pointer.Version, report.RunId), (kept.Horizon, kept.Version, kept.RunId));
            Assert.Equal(report.Units.Single(unit => unit.Coin == pointer.Coin).Promotion!.Evidence, kept.Evidence);
        }
        store.Follow(latest);
        Assert.Equal(HuracanJson.Serialize(latest), store.LatestContent());
    }

    private static async Task<long> CountAsync(TestCluster cluster, string table) => (await cluster.Database.QueryAsync(
        $"select count(*) from {table}", row => row.GetInt64(0), CancellationToken.None)).Single();

    private static async Task UntilAsync(TestCluster cluster, Func<Task<bool>> holds, string what)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (!await holds())
        {
            Assert.False(timeout.IsCancellationRequested, $"It did not come that {what}.\n{cluster.Log}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    // What huracan factory makes of the same settings.
    private async Task<FactoryReport> SingleAsync(string run, params string[] more)
    {
        var settings = Path.Combine(folder, "train.yaml");
        await File.WriteAllTextAsync(settings, run);
        var factory = Path.Combine(folder, "factory.yaml");
        await File.WriteAllTextAsync(factory, $"settings: {settings}\n{StrongMarket.Factory}");
        var (code, output) = await ChildProcess.RunAsync(
            new ProcessCommand("dotnet", [Programs.Cli, "factory", "--config", factory, "--out", Path.Combine(folder, "out"), .. more]),
            CancellationToken.None);
        Assert.True(code == 0, output);
        var report = Directory.GetFiles(Path.Combine(folder, "out", "reports", "factory"), "*.json").Single();
        return HuracanJson.Deserialize<FactoryReport>(await File.ReadAllBytesAsync(report), report);
    }
}
