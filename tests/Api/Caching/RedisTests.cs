using Huracan.Contracts.Client;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Api.Metrics;

namespace Huracan.Tests.Api.Caching;

[Collection(MetricsCollection.Name)] // it reads its own host's metrics
public class RedisTests
{
    [RedisFact]
    public async Task A_repeated_read_is_found_in_Redis_and_a_changed_value_is_not()
    {
        var port = ServerProcess.FreePort();
        using var redis = await ServerProcess.RedisAsync(port);
        await using var host = await ApiHost.StartAsync(settings: $"--ConnectionStrings:redis=127.0.0.1:{port}");
        var first = await Seed.ScoredAsync(host);
        await Eventually.GetAsync<Page<RankingRow>>(host, "/models", page => page.Items.SingleOrDefault()?.RunId == first);

        await Eventually.ThatAsync(async () =>
        {
            await host.Reader.GetAsync("/models");
            await Task.Delay(300); // memory forgets after a second, Redis does not
            return (await Scrape.OfAsync(host)).Value("huracan_cache_reads_total", ("kind", "ranking"), ("found", "redis")) > 0;
        });
        var second = await Seed.ScoredAsync(host);

        await Eventually.GetAsync<Page<RankingRow>>(host, "/models", page => page.Items.Single().RunId == second);
    }

    [RedisFact]
    public async Task Nothing_fails_while_Redis_is_flushed_stopped_and_started_again()
    {
        var port = ServerProcess.FreePort();
        var redis = await ServerProcess.RedisAsync(port);
        await using var host = await ApiHost.StartAsync(settings: [$"--ConnectionStrings:redis=127.0.0.1:{port}", "--Api:Burst=1000000"]);
        var runId = await Seed.ScoredAsync(host);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            var asked = 0;
            for (; !stop.IsCancellationRequested; asked++)
            {
                foreach (var path in new[] { "/models", "/models/SIM001USDT/1h", "/thresholds/1h" })
                    Assert.Equal(200, (int)(await host.Reader.GetAsync(path)).StatusCode);
            }
            return asked;
        });
        await AskAsync("before");
        await ServerProcess.RunAsync("redis-cli", "", "-p", $"{port}", "flushall");
        await AskAsync("flushed");
        redis.Dispose();
        await AskAsync("stopped");
        using var again = await ServerProcess.RedisAsync(port);
        await AskAsync("back");
        await stop.CancelAsync();

        Assert.True(await load > 10);

        async Task AskAsync(string when)
        {
            for (var i = 0; i < 5; i++)
            {
                var ranking = await host.GetAsync<Page<RankingRow>>("/models");
                Assert.True(ranking.Items.Count == 0 || ranking.Items[0].RunId == runId, when);
                await Task.Delay(250); // longer together than memory keeps things
            }
        }
    }

    [RedisFact]
    public async Task A_hanging_Redis_delays_requests_only_briefly()
    {
        var port = ServerProcess.FreePort();
        using var redis = await ServerProcess.RedisAsync(port);
        await using var host = await ApiHost.StartAsync(settings: $"--ConnectionStrings:redis=127.0.0.1:{port}");
        await host.GetAsync<Page<RankingRow>>("/models");
        using var pause = new CancellationTokenSource();
        var hang = ServerProcess.RunAsync("redis-cli", "", "-p", $"{port}", "debug", "sleep", "4");

        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 20; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await host.GetAsync<Page<RankingRow>>("/models");
            var took = TimeProvider.System.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
            await Task.Delay(100);
        }
        await hang;

        Assert.True(slowest < TimeSpan.FromSeconds(2), $"{slowest}");
    }

    [RedisFact]
    public async Task A_missing_Redis_delays_no_request()
    {
        await using var host = await ApiHost.StartAsync(settings: $"--ConnectionStrings:redis=127.0.0.1:{ServerProcess.FreePort()}");
        await host.GetAsync<Page<RankingRow>>("/models"); // the first of a process is compiled on the way

        var took = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await host.GetAsync<Page<RankingRow>>("/models");
            took.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(200); // some are in memory, some are read anew
        }

        Assert.True(
            took.Order().ElementAt(took.Count / 2) < 50,
            string.Join(' ', took.Select(time => time.ToString("F0", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(200, (int)(await host.Nobody.GetAsync("/health")).StatusCode);
    }

    [RedisFact]
    public async Task Redis_holds_JSON_of_public_answers_that_expires()
    {
        var port = ServerProcess.FreePort();
        using var redis = await ServerProcess.RedisAsync(port);
        await using var host = await ApiHost.StartAsync(settings: $"--ConnectionStrings:redis=127.0.0.1:{port}");
        await Seed.ScoredAsync(host);
        string[] keys = [];
        await Eventually.ThatAsync(async () =>
        {
            await host.GetAsync<Page<RankingRow>>("/models");
            keys = (await AskAsync("keys", "huracan:*:ranking:*")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return keys.Length > 0;
        });

        foreach (var key in keys)
        {
            var entry = await AskAsync("hget", key, "data");
            Assert.Equal(System.Text.Json.JsonValueKind.Object, System.Text.Json.JsonDocument.Parse(entry).RootElement.ValueKind);
            Assert.DoesNotContain(host.KeyOf(ApiRole.Operator), entry, StringComparison.Ordinal);
            Assert.InRange(int.Parse(await AskAsync("ttl", key), System.Globalization.CultureInfo.InvariantCulture), 0, 60);
        }

        async Task<string> AskAsync(params string[] command) =>
            (await ServerProcess.RunAsync("redis-cli", "", ["-p", $"{port}", .. command])).Output.Trim();
    }
}
