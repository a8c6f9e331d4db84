using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>The whole application, with parts of it killed on the way.</summary>
public class ApplicationTests
{
    private const string EightUnits = """
        timeframes: [1h, 4h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 4
        patience: 4
        train_bars: 500
        seed: 7
        simulation: {coins: 3, timeframe: 1h, bars: 9600, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    [RedisFact]
    public async Task A_run_survives_the_death_of_a_silo_and_of_redis_with_the_bytes_of_a_single_run()
    {
        var single = SingleRun.HashesAsync(EightUnits);
        await using var application = await RunningApplication.StartAsync(silos: 2, dashboard: true);
        var runId = await application.PostAsync(EightUnits);
        await KnockAsync(application);
        UnitView? caught = null;
        await application.UntilAsync(
            async () =>
                (caught = (await application.UnitsAsync(runId)).FirstOrDefault(unit =>
                    unit is { State: UnitState.Finalizing, Owner: not null })) is not null,
                "a unit is in training");
        HuracanProcess.Signal(RunningApplication.ProcessOf(caught!.Owner!), HuracanProcess.Kill);
        HuracanProcess.Signal(application.RedisProcess(), HuracanProcess.Kill);
        await application.UntilAsync(async () => (await application.RunAsync(runId)).Finished is not null, "the run has finished");

        var units = await application.UnitsAsync(runId);
        Assert.Equal(8, units.Count);
        Assert.All(units, unit =>
            Assert.True(unit.State == UnitState.Scored, $"{unit.Coin}/{unit.Timeframe} {unit.State}: {unit.Reason}\n{application.Log}"));
        var published = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var (path, hash) in await application.FilesAsync(unit))
                published.Add(path, hash);
        }
        Assert.Equal(await single, published);
        await KnockAsync(application);
        await KeepsSecretsAsync(application);
    }

    [RedisFact]
    public async Task Five_faults_at_random_moments_lose_and_double_nothing() // "bench soak" causes more
    {
        var matrix = new KillMatrix(seed: 1, faults: 5, longestStop: 8, _ => { });
        await matrix.PlayAsync();
        Assert.Equal(5, matrix.Recoveries.Count);
    }

    // Requests good and bad, to the API and to the pages: whatever is logged of them is logged.
    private static async Task KnockAsync(RunningApplication application)
    {
        var secrets = application.Secrets();
        using var http = new HttpClient();
        foreach (var path in new[] { "", "runs", "models", "champions", "units/SIM001USDT/1h" })
            await application.UntilAsync(
                async () => await IsAnsweredAsync(http, new Uri(application.Dashboard, path)), $"the dashboard shows /{path}");
        foreach (var path in new[] { "runs", "runs/none", $"runs?after={secrets[0]}", $"models/{secrets[0]}/1h", "hamilton/ranking" })
        {
            foreach (var key in new[] { secrets[0], secrets[1], secrets[0][..^1], "" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(application.Api, path));
                request.Headers.TryAddWithoutValidation("X-Api-Key", key);
                using var answer = await http.SendAsync(request);
            }
        }
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task KeepsSecretsAsync(RunningApplication application)
    {
        var secrets = application.Secrets();
        Assert.Equal(4, secrets.Count); // two keys and two passwords
        var said = new List<(string Where, string Text)> { ("the console", application.Log) };
        foreach (var file in application.LogFiles())
            said.Add((file, await File.ReadAllTextAsync(file)));
        foreach (var speaker in new[] { "silo", "api", "dashboard", "postgres" })
            Assert.Contains($"Resources.{speaker}", application.Log, StringComparison.Ordinal);
        foreach (var (where, text) in said)
        {
            foreach (var secret in secrets.Concat(["Password=", "password=", "hrc_"]))
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} holds {secret[..4]}…");
        }
    }
}
