using Huracan.Api.Tracking;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Runs;
using Huracan.Storage.Tracking;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Champions.Stored;
using Huracan.Tests.MLflow;
using Huracan.Tests.Servers.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Huracan.Tests.Api.Tracking;

public sealed class ClusterTrackingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private LocalMLflow server = null!; // made before each test

    public async Task InitializeAsync() => server = await LocalMLflow.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [PostgresFact]
    public async Task A_run_is_recorded_as_one_machine_would_record_it_and_once_whatever_stops_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var connection = await TestPostgres.CreateAsync();
        string runId;
        server.Faults = _ => (503, "down");
        await using (var first = await StartAsync(connection))
        {
            runId = await Seed.QueuedAsync(first, TrainedRun.Unit);
            await FinishAsync(first, runId, OneMachine(folder[runId]));
            await Eventually.ThatAsync(() => Task.FromResult(server.Log.Count >= 4)); // a call is tried twice
            Assert.Equal(runId, (await first.GetAsync<RunView>($"/runs/{runId}")).RunId);
        }
        Assert.Empty(server.Runs);
        server.Faults = _ => null;
        server.Log.Clear();
        string next;
        await using (var second = await StartAsync(connection))
        await using (await StartAsync(connection)) // beside it: one of the two records
        {
            await RecordedAsync(second, runId);
            next = await Seed.ScoredAsync(second);
            await RecordedAsync(second, next);
        }
        await using (var third = await StartAsync(connection))
        {
            var last = await Seed.ScoredAsync(third);
            await RecordedAsync(third, last);
        }

        Assert.Equal(3, server.Log.Count(call => call == "POST runs/search")); // each run was asked for once
        await using var other = await LocalMLflow.StartAsync();
        using var client = MLflowServer.NewClient();
        await new MLflowServer(
            client, new TrackingOptions { Server = $"{other.Address}" }, _ => null, TimeProvider.System)
            .RecordAsync(TrackedRuns.Read(folder[runId]), CancellationToken.None);
        var told = server.Runs.Where(run => run.Tags["huracan.run_id"] == runId).ToList();
        Assert.Equal(other.Runs.Count, told.Count);
        foreach (var (expected, run) in other.Runs.Zip(told))
        {
            Assert.Equal((expected.Name, expected.Status), (run.Name, run.Status));
            Assert.Equal(expected.Parameters, run.Parameters);
            Assert.Equal(
                expected.Tags.Where(tag => tag.Key != "mlflow.parentRunId"), run.Tags.Where(tag => tag.Key != "mlflow.parentRunId"));
            Assert.Equal(
                expected.Metrics.Select(metric => (metric.Key, metric.Value, metric.Step)),
                run.Metrics.Select(metric => (metric.Key, metric.Value, metric.Step)));
            Assert.Equal(Names(other, expected), Names(server, run));
            Assert.True(run.End > other.Runs[0].End, "It ends when it ended, and not when it was asked for.");
        }
        Assert.Equal(told[0].Id, told[1].Tags["mlflow.parentRunId"]);
    }

    [PostgresFact]
    public async Task Aliases_follow_promotions_rollbacks_and_dismissals()
    {
        await using var host = await StartAsync(await TestPostgres.CreateAsync());
        var database = host.Get<Database>();
        var model = TrackedChampions.NameOf(StoredChampions.Key);

        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Now);
        await AliasesAsync(("champion", "1"));
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v2", Now);
        await StoredChampions.AddAsync(database, ChampionRole.Challenger, "v3", Now);
        await AliasesAsync(("challenger", "3"), ("champion", "2"));
        await database.TransactAsync(
            connection => ChampionTable.RollbackAsync(connection, StoredChampions.Key, null, null, Now, CancellationToken.None),
            CancellationToken.None);
        await StoredChampions.ChangeAsync(database, new ContestChange([], [], [], [], [StoredChampions.Key], 2), Now);
        await AliasesAsync(("champion", "1"));

        Assert.Equal(["v1", "v2", "v3"], server.Versions[model].Select(version => version.Tags["huracan.version"]));
        var bundle = server.Runs.Single(run => run.Tags["huracan.run_id"] == "v1");
        Assert.Contains($"1/{bundle.Id}/artifacts/bundle/manifest.json", server.Files.Keys);

        Task AliasesAsync(params (string, string)[] aliases) => Eventually.ThatAsync(() => Task.FromResult(
            server.Aliases.TryGetValue(model, out var there)
                && there.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)).SequenceEqual(aliases)));
    }

    [PostgresFact]
    public async Task What_the_server_refuses_for_good_is_noted_with_its_reason_and_stops_nothing()
    {
        await using var host = await StartAsync(await TestPostgres.CreateAsync());
        server.Faults = route => route == "runs/create" ? (400, """{"error_code": "QUOTA", "message": "too many runs"}""") : null;
        var refused = await Seed.ScoredAsync(host);
        await Eventually.ThatAsync(async () => await ReasonAsync(host, refused) is not null);
        server.Faults = _ => null;
        await RecordedAsync(host, await Seed.ScoredAsync(host));

        Assert.Contains("too many runs", await ReasonAsync(host, refused), StringComparison.Ordinal);
        Assert.Equal(2, server.Log.Count(call => call == "POST runs/search"));
        Assert.DoesNotContain(server.Runs, run => run.Tags["huracan.run_id"] == refused);
    }

    [PostgresFact]
    public async Task Without_its_experiment_all_waits_and_another_experiment_gets_all()
    {
        var connection = await TestPostgres.CreateAsync();
        string runId;
        await using (var host = await StartAsync(connection))
        {
            const string deleted =
                """{"experiment": {"experiment_id": "1", "name": "huracan", "lifecycle_stage": "deleted"}}""";
            server.Faults = route => route == "experiments/get-by-name" ? (200, deleted) : null;
            runId = await Seed.ScoredAsync(host);
            await Eventually.ThatAsync(() => Task.FromResult(server.Log.Count >= 3));
            Assert.Null(await ReasonAsync(host, runId));
            server.Faults = route => route == "experiments/get-by-name" ? (400, """{"error_code": "INVALID_PARAMETER_VALUE"}""") : null;
            var asked = server.Log.Count;
            await Eventually.ThatAsync(() => Task.FromResult(server.Log.Count >= asked + 2));
            Assert.Null(await ReasonAsync(host, runId));
            server.Faults = _ => null;
            await RecordedAsync(host, runId);
        }

        await using (var host = await StartAsync(connection, $"--{TrackingOptions.ExperimentVariable}=another"))
            await Eventually.ThatAsync(async () => (await ReasonsAsync(host, runId)).SequenceEqual(["", ""]));
    }

    [PostgresFact]
    public async Task A_run_that_ends_before_the_backtest_is_none_that_was_concluded_and_what_was_cancelled_counts_as_in_a_summary()
    {
        await using var host = await StartAsync(await TestPostgres.CreateAsync());
        var trained = TrainedRun.Value;
        var best = Seed.NewRunId();
        await host.Get<RunTable>().CreateAsync(
            new NewRun(best, "v1", "a test", trained.Config, trained.Features, [new PlannedUnit(TrainedRun.Unit)])
            {
                LastStage = LastStage.Best,
            },
            CancellationToken.None);
        await Seed.EndAsync(host, new UnitKey(best, TrainedRun.Unit), UnitStatus.Skipped, "too few bars");
        var cancelled = await Seed.QueuedAsync(host, TrainedRun.Unit);
        await host.Get<UnitTable>().ChangeAsync(
            new UnitKey(cancelled, TrainedRun.Unit), unit => UnitMachine.Cancel(unit, Now), CancellationToken.None);
        await host.Get<ConclusionTable>().TryConcludeAsync(cancelled, _ => Task.FromResult(true), CancellationToken.None);
        await RecordedAsync(host, best);
        await RecordedAsync(host, cancelled);

        var (first, second) = (Told(best), Told(cancelled));
        Assert.Equal(["config.yaml", "features.yaml"], Files(first).Where(name => !name.Contains('/')));
        Assert.DoesNotContain(Files(first), name => name.StartsWith("thresholds/", StringComparison.Ordinal));
        Assert.Empty(first.Metrics);
        Assert.Equal("FINISHED", first.Status);
        Assert.Contains(Files(second), name => name.StartsWith("thresholds/", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single(second.Metrics, metric => metric.Key == "units/failed").Value);
        Assert.Equal("FAILED", second.Status);

        StoredRun Told(string runId) => Assert.Single(server.Runs, run => run.Tags["huracan.run_id"] == runId);

        IEnumerable<string> Files(StoredRun run) => Names(server, run).Select(name => name["artifacts/".Length..]);
    }

    [PostgresFact]
    public async Task A_bundle_that_is_not_there_waits_and_one_that_is_damaged_keeps_the_alias()
    {
        await using var host = await StartAsync(await TestPostgres.CreateAsync());
        var (database, model) = (host.Get<Database>(), TrackedChampions.NameOf(StoredChampions.Key));
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Now);
        await ChampionAsync("v1");

        var (bundle, files) = await StoredChampions.BundleAsync(new PostgresBlobs(database), ChampionRole.Champion, "v2");
        var lost = files[0] with { Blob = "not there" };
        await StoredChampions.ChangeAsync(database, new ContestChange([], [], [(bundle, [lost, .. files.Skip(1)])], [], [], 2), Now);
        await RecordedAsync(host, await Seed.ScoredAsync(host)); // what is behind it does not wait

        await ChampionAsync("v1");
        Assert.Equal("1", server.Aliases[model]["champion"]);
        await database.ExecuteAsync(
            "update champion_files set blob = $1 where blob = 'not there'", CancellationToken.None, files[0].Blob);
        await ChampionAsync("v2");
        Assert.Equal("2", server.Aliases[model]["champion"]);

        (bundle, files) = await StoredChampions.BundleAsync(new PostgresBlobs(database), ChampionRole.Champion, "v3");
        var damaged = files[0] with { Blob = files[1].Blob };
        await StoredChampions.ChangeAsync(database, new ContestChange([], [], [(bundle, [damaged, .. files.Skip(1)])], [], [], 2), Now);
        await ChampionAsync("v3"); // it is told, and left out
        Assert.Equal("2", server.Aliases[model]["champion"]);

        Task ChampionAsync(string version) => Eventually.ThatAsync(async () => (await database.QueryAsync(
            "select champion from tracked_champions", row => row.GetString(0), CancellationToken.None)).SequenceEqual([version]));
    }

    [Fact]
    public void What_a_process_that_was_killed_has_left_is_deleted_and_what_is_in_use_is_not()
    {
        var left = Directory.CreateTempSubdirectory(CopyFolders.Prefix).FullName;
        File.WriteAllText(Path.Combine(left, CopyFolders.LockFile), "");
        Directory.CreateDirectory(Path.Combine(left, "a run")); // the folder was made just now
        using var used = new CopyFolders(NullLogger<CopyFolders>.Instance);
        var copy = used.Make();

        CopyFolders.Clear();

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(copy));
        used.Delete(copy);
        used.Delete(copy); // it is gone: no reason to stop
        used.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(copy)));
    }

    [PostgresFact]
    public async Task Where_it_cannot_be_recorded_is_said_at_the_start_without_the_password()
    {
        var connection = await TestPostgres.CreateAsync();
        foreach (var (target, rule) in new[]
        {
            ("mlruns", "the API needs a full path"), ("http://ann:secret@mlflow.example", "https"),
        })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => ApiHost.StartAsync(
                connection, isReady: false, settings: [$"--{TrackingOptions.TargetVariable}={target}"]));
            Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }
    }

    private Task<ApiHost> StartAsync(string connection, params string[] more) => ApiHost.StartAsync(
        connection, _ => { },
        [
            $"--{TrackingOptions.TargetVariable}={server.Address}", "--Tracking:PollSeconds=0.1", "--Tracking:LongestPauseSeconds=0.4",
            .. more,
        ]);

    // The run as the command line leaves it, but for what only a machine says.
    private static IReadOnlyDictionary<string, byte[]> OneMachine(string root)
    {
        foreach (var (path, content) in TrainedRun.Value.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllBytes(Path.Combine(root, path), content);
        }
        new RunConclusion(RunFiles.Open(root)).Write(Path.GetFileName(root), "a test", [TrainedRun.Value.Result], []);
        return new RunFolder(root).List().Where(path => path.Contains('/') && !path.StartsWith("thresholds", StringComparison.Ordinal))
            .ToDictionary(path => path, path => File.ReadAllBytes(Path.Combine(root, path)));
    }

    private static async Task FinishAsync(ApiHost host, string runId, IReadOnlyDictionary<string, byte[]> files)
    {
        await Seed.PublishAsync(host, new UnitKey(runId, TrainedRun.Unit), files, TrainedRun.Value.Result);
        await host.Get<ConclusionTable>().TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
    }

    private static Task RecordedAsync(ApiHost host, string runId) =>
        Eventually.ThatAsync(async () => (await ReasonsAsync(host, runId)).SequenceEqual([""]));

    private static async Task<string?> ReasonAsync(ApiHost host, string runId) => (await ReasonsAsync(host, runId)).SingleOrDefault();

    private static Task<List<string>> ReasonsAsync(ApiHost host, string runId) => host.Get<Database>().QueryAsync(
        "select coalesce(refused, '') from tracked_runs where run_id = $1", row => row.GetString(0), CancellationToken.None, runId);

    private static IEnumerable<string> Names(LocalMLflow at, StoredRun run) =>
        at.Files.Keys.Where(path => path.StartsWith($"1/{run.Id}/", StringComparison.Ordinal))
            .Select(path => path[(run.Id.Length + 3)..]).Order(StringComparer.Ordinal);
}
