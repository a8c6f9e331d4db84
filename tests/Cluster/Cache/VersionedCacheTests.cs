using System.Collections.Concurrent;
using Huracan.Cluster.Cache;
using ZiggyCreatures.Caching.Fusion;

namespace Huracan.Tests.Cluster.Cache;

public sealed class VersionedCacheTests : IDisposable
{
    private readonly ConcurrentQueue<CacheOutcome> reads = new();
    private readonly FusionCache fusion = new(CacheSettings.Create("test"));
    private readonly VersionedCache cache;

    public VersionedCacheTests() => cache = new VersionedCache(fusion, (_, outcome) => reads.Enqueue(outcome));

    public void Dispose() => fusion.Dispose();

    [Fact]
    public async Task Of_many_concurrent_requests_one_reads_the_database()
    {
        var gate = new TaskCompletionSource();
        var filled = 0;

        var asked = Enumerable.Range(0, 20)
            .Select(_ => cache.GetAsync("kind", "name", FillAsync, CancellationToken.None).AsTask())
            .ToArray();
        gate.SetResult();
        var values = await Task.WhenAll(asked);

        Assert.Equal(1, filled);
        Assert.All(values, value => Assert.Equal("value", value));

        async Task<string?> FillAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref filled);
            await gate.Task.WaitAsync(cancellationToken);
            return "value";
        }
    }

    [Fact]
    public async Task A_value_read_before_an_event_is_not_found_after_it()
    {
        Assert.Equal("old", await AskAsync("old"));
        Assert.Equal("old", await AskAsync("new"));

        cache.Advance("7-1");

        Assert.Equal("new", await AskAsync("new"));
        Assert.Equal([CacheOutcome.Miss, CacheOutcome.Memory, CacheOutcome.Miss], reads);
    }

    [Fact]
    public async Task A_read_that_began_before_an_event_is_not_found_after_it()
    {
        var slow = new TaskCompletionSource<string?>();
        var early = cache.GetAsync("kind", "name", _ => slow.Task, CancellationToken.None).AsTask();
        cache.Advance("7-1");
        slow.SetResult("old");

        Assert.Equal("old", await early);
        Assert.Equal("new", await AskAsync("new"));
    }

    [Fact]
    public async Task An_error_is_not_cached()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(null, fails: true));

        Assert.Equal("value", await AskAsync("value"));
        Assert.Equal([CacheOutcome.Error, CacheOutcome.Miss], reads);
    }

    [Fact]
    public async Task While_the_database_is_unavailable_the_last_value_is_served_until_an_event()
    {
        Assert.Equal("known", await AskAsync("known"));
        await Task.Delay(TimeSpan.FromSeconds(1.1)); // it is old now, and would be read anew

        Assert.Equal("known", await AskAsync(null, fails: true));
        Assert.Equal([CacheOutcome.Miss, CacheOutcome.Error], reads);

        cache.Advance("7-1");
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(null, fails: true));
    }

    [Fact]
    public async Task Null_is_cached_too()
    {
        Assert.Null(await AskAsync(null));
        Assert.Null(await AskAsync("late"));
    }

    private Task<string?> AskAsync(string? value, bool fails = false) =>
        cache.GetAsync<string>(
            "kind", "name", _ => fails ? throw new InvalidDataException() : Task.FromResult(value), CancellationToken.None).AsTask();
}
