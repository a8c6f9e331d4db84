using System.Text.Json.Nodes;
using Huracan.Cli.Experiment;
using Huracan.Cli.Terminal;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.Silo.Units;

/// <summary>An experiment of the command line by a real API and real silos, beside the same on one machine.</summary>
public sealed class ClusterExperimentTests : IDisposable
{
    private const int TimesAndMemory = 4; // the last columns of results.csv

    private const string Tiny = """
        seeds: [1, 2]
        run:
          timeframes: [1h]
          models: [linear, xgboost]
          horizons: [4]
          train_bars: 500
          simulation: {coins: 1, timeframe: 1h, bars: 2600, seed: 7}
          model_settings:
            xgboost: {rounds: 8, max_depth: 2}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("huracan-experiment-").FullName;

    [PostgresFact]
    public async Task Interrupted_and_with_a_silo_killed_it_comes_to_the_table_of_one_machine_and_opens_no_test_part()
    {
        var file = Path.Combine(folder, "tiny.yaml");
        await File.WriteAllTextAsync(file, Tiny);
        await using var cluster = await TestCluster.StartAsync();
        using var first = await cluster.AddSiloAsync("a");
        using var http = await cluster.AddApiAsync();

        var runs = await InterruptAsync(cluster, http, file);
        first.Kill();
        await cluster.AddSiloAsync("b", slots: 2);
        Assert.Equal(ExitCodes.Done, await Experiment(http, file).ExecuteAsync(restarts: false, allowSkipped: false, default));
        var (code, output) = await ChildProcess.RunAsync(
            new ProcessCommand("dotnet", [Programs.Cli, "experiment", file, "--out", Path.Combine(folder, "single"), "--workers", "2"]),
            CancellationToken.None);

        Assert.True(code == 0, output);
        Assert.Equal(await File.ReadAllBytesAsync(Of("single", "table.json")), await File.ReadAllBytesAsync(Of("cluster", "table.json")));
        Assert.Equal(WithoutTimes("single"), WithoutTimes("cluster"));
        Assert.Contains("<svg", await File.ReadAllTextAsync(Of("cluster", "report.html")), StringComparison.Ordinal);
        Assert.Equal(runs, Runs());
        Assert.Equal(2, (await cluster.Runs.PageAsync(null, 10, CancellationToken.None)).Count);
        await RequireClosedAsync(cluster, http, runs);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Stops waiting when a first model is published.
    private async Task<SortedDictionary<string, string>> InterruptAsync(TestCluster cluster, HttpClient http, string file)
    {
        using var interrupt = new CancellationTokenSource();
        var begun = Experiment(http, file).ExecuteAsync(restarts: false, allowSkipped: false, interrupt.Token);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await CountAsync(cluster.Database, "files where path like '%/stages/best.json'") == 0)
        {
            if (begun.IsCompleted || timeout.IsCancellationRequested)
                Assert.Fail($"{begun.Exception}\n{cluster.Log}");
            await Task.Delay(20);
        }
        await interrupt.CancelAsync();
        var interrupted = await Assert.ThrowsAsync<InterruptedException>(() => begun);
        var runs = Runs();
        Assert.Equal(["1", "2"], runs.Keys);
        Assert.All(runs.Values, run => Assert.Contains(run, interrupted.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(Of("cluster", "table.json")));
        return runs;
    }

    private static async Task RequireClosedAsync(TestCluster cluster, HttpClient http, SortedDictionary<string, string> runs)
    {
        foreach (var run in runs.Values)
        {
            Assert.All(await cluster.UnitsAsync(run), unit =>
                Assert.Equal((UnitState.Trained, null, null), (unit.State, unit.Result!.Score, unit.Result.Action)));
            var view = (await cluster.Runs.ViewAsync(run, CancellationToken.None))!;
            Assert.Equal((RunState.Finished, LastStage.Best), (view.State, view.LastStage));
        }
        foreach (var table in new[]
        {
            "opened_tests", "thresholds", "models", "decided", "files where path like '%test%' or path like '%final_model%'",
        })
            Assert.Equal(0, await CountAsync(cluster.Database, table));
        using var record = await new HuracanClient(http, TimeProvider.System).OpenAsync("units/SIM001USDT/1h/record", default);
        Assert.Empty(JsonNode.Parse(await record.Content.ReadAsStringAsync())!["test_openings"]!.AsArray());
    }

    private static async Task<long> CountAsync(Database database, string table) =>
        (await database.QueryAsync($"select count(*) from {table}", row => row.GetInt64(0), CancellationToken.None)).Single();

    private ServerExperiment Experiment(HttpClient http, string file) => new(
        ExperimentCommand.Load(file), new ExperimentFolder(Path.Combine(folder, "cluster"), "tiny"),
        new HuracanClient(http, TimeProvider.System), http.BaseAddress!, $"experiment {file}"); // as made by the cluster

    private string Of(string output, string file) => Path.Combine(folder, output, "experiments", "tiny", file);

    private SortedDictionary<string, string> Runs() => new ExperimentFolder(Path.Combine(folder, "cluster"), "tiny").Runs();

    private IEnumerable<string> WithoutTimes(string output) =>
        File.ReadLines(Of(output, "results.csv")).Select(line => string.Join(',', line.Split(',')[..^TimesAndMemory]));
}
