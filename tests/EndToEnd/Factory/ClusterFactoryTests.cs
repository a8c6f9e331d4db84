using System.Net;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Tests.EndToEnd.Cluster;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Factory;

/// <summary>The factory of the cluster, asked for by the command line, beside that of one machine on the same market.</summary>
public sealed class ClusterFactoryTests : IDisposable
{
    private readonly Scratch scratch = new();

    [RedisFact]
    public async Task A_challenger_waits_and_is_promoted_later_with_the_evidence_of_one_machine_and_is_served_from_the_folder()
    {
        await using var application = await RunningApplication.StartAsync(silos: 2);
        var early = await Task.WhenAll(OnOneMachineAsync(16_000), InClusterAsync(application, 16_000));
        var later = await Task.WhenAll(OnOneMachineAsync(17_500), InClusterAsync(application, 17_500));

        Assert.Equal(early[0].Units.Select(Judged), early[1].Units.Select(Judged));
        Assert.Equal(later[0].Units.Select(Judged), later[1].Units.Select(Judged));
        var waiting = early[1].Units.Single(unit => unit.Outcome == "waiting");
        var promoted = later[1].Units.Single(unit => unit.Outcome == "promoted");
        Assert.Equal((waiting.Coin, early[1].RunId), (promoted.Coin, promoted.Champion));
        var watched = await HuracanProcess.RunWithAsync(
            new() { ["HURACAN_API_KEY"] = application.OperatorKey }, "runs", "watch", early[1].RunId, "--server", $"{application.Api}");
        Assert.Contains(waiting.Reason[..20], watched.Output, StringComparison.Ordinal);
        Assert.Contains("1 waiting", watched.Output, StringComparison.Ordinal);
        await application.UntilAsync(
            () => Task.FromResult(File.Exists(Path.Combine(application.Champions, "latest.json"))), "the champion is copied");
        var verified = await HuracanProcess.RunAsync("champions", "verify", "--champions", application.Champions);
        Assert.Contains($"{promoted.Coin}/1h h4 {promoted.Champion}: whole", verified.Expect(0).Output, StringComparison.Ordinal);
        var copied = Path.Combine(application.Champions, "factory", $"{later[1].RunId}.json");
        await application.UntilAsync(() => Task.FromResult(File.Exists(copied)), "the report is copied");
        var page = await application.Http.GetStringAsync($"runs/{later[1].RunId}/factory/report");
        Assert.Contains(promoted.Promotion!.Reason, WebUtility.HtmlDecode(page), StringComparison.Ordinal); // as a promoted one has
    }

    [RedisFact]
    public async Task Faults_while_a_factory_works_lose_and_double_no_promotion()
    {
        var train = scratch.Write("train.yaml", StrongMarket.Run);
        var local = scratch.Write("factory.yaml", $"settings: {train}\n{StrongMarket.Factory}");
        await using var application = await RunningApplication.StartAsync(silos: 2);
        var run = StrongMarket.Run.Replace("\n", "\n  ", StringComparison.Ordinal);
        var runId = await application.PostAsync($"kind: factory\n{StrongMarket.Factory}\nrun:\n  {run}");
        var matrix = new KillMatrix(seed: 3, faults: 3, longestStop: 4, _ => { });
        await matrix.DisturbAsync(application, runId);
        var single = await OnOneMachineAsync(local);

        var report = await application.FactoryReportAsync();
        Assert.Equal(runId, report.RunId);
        Assert.True(matrix.Recoveries.Count > 0, "nothing was disturbed");
        Assert.Equal(3, report.Units.Count(unit => unit.Outcome == "promoted"));
        Assert.Equal(single.Units.Select(Judged), report.Units.Select(Judged));
        Assert.Equal(
            report.Units.ToDictionary(unit => $"{unit.Coin}/{unit.Timeframe}", _ => 1), await application.ChampionEventsAsync(runId));
    }

    [Fact]
    public async Task What_is_another_backends_is_refused()
    {
        var server = await HuracanProcess.RunAsync("factory", "--config", Settings(16_000), "--server", "http://127.0.0.1:9");
        var folder = await HuracanProcess.RunAsync(
            "factory", "--config", Settings(16_000), "--training-backend", "cluster", "--champions", scratch.Path("champions"));
        var backend = await HuracanProcess.RunAsync("factory", "--config", Settings(16_000), "--training-backend", "cloud");

        server.ExpectRefusal("--server", "training_backend is local");
        folder.ExpectRefusal("--champions", "the cluster keeps the champions");
        backend.ExpectRefusal("--training-backend is 'cloud'");
    }

    public void Dispose() => scratch.Dispose();

    // Versions are names of runs, and those of the two differ.
    private static (string, string, double?, int?) Judged(FactoryUnit unit) =>
        (unit.Coin, unit.Outcome, unit.Promotion?.Evidence, unit.Promotion?.Days);

    private Task<FactoryReport> OnOneMachineAsync(int bars) => OnOneMachineAsync(Settings(bars));

    private async Task<FactoryReport> OnOneMachineAsync(string config)
    {
        (await HuracanProcess.RunAsync("factory", "--config", config, "--out", scratch.Path("out"))).Expect(0);
        var path = Directory.GetFiles(scratch.Path("out/reports/factory"), "*.json").Max()!; // named by runs, which sort by time
        return HuracanJson.Deserialize<FactoryReport>(await File.ReadAllBytesAsync(path), path);
    }

    private async Task<FactoryReport> InClusterAsync(RunningApplication application, int bars)
    {
        var outcome = await HuracanProcess.RunWithAsync(
            new() { ["HURACAN_API_KEY"] = application.OperatorKey }, "factory", "--config", Settings(bars), "--training-backend", "cluster",
            "--server", $"{application.Api}");
        Assert.Contains("Factory: ", outcome.Expect(0).Output, StringComparison.Ordinal);
        return await application.FactoryReportAsync();
    }

    // A market with more bars is the same market later.
    private string Settings(int bars)
    {
        var train = scratch.Write($"train-{bars}.yaml", $$"""
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
        return scratch.Write($"factory-{bars}.yaml", $"settings: {train}\n{StrongMarket.Factory}");
    }
}
