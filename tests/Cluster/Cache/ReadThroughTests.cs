using Huracan.Cluster.Cache;

namespace Huracan.Tests.Cluster.Cache;

public class ReadThroughTests
{
    private readonly List<(string Kind, CacheOutcome Outcome)> reads = [];

    [Fact]
    public async Task Of_many_who_ask_at_once_one_reads()
    {
        var cache = Make();
        var gate = new TaskCompletionSource();
        var filled = 0;

        var asked = Enumerable.Range(0, 20).Select(_ => cache.GetAsync("kind", "name", FillAsync, CancellationToken.None)).ToArray();
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
    public async Task What_was_read_before_an_event_is_not_found_after_it()
    {
        var cache = Make();
        var value = "old";
        Assert.Equal("old", await AskAsync());
        value = "new";
        Assert.Equal("old", await AskAsync());

        cache.Advance("7-1");

        Assert.Equal("new", await AskAsync());
        Assert.Equal([CacheOutcome.Miss, CacheOutcome.Memory, CacheOutcome.Miss], reads.Select(read => read.Outcome));

        Task<string?> AskAsync() => cache.GetAsync<string>("kind", "name", _ => Task.FromResult<string?>(value), CancellationToken.None);
    }

    [Fact]
    public async Task A_fault_is_not_kept()
    {
        var cache = Make();
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            cache.GetAsync<string>("kind", "name", _ => throw new InvalidDataException(), CancellationToken.None));

        Assert.Equal("value", await cache.GetAsync<string>("kind", "name", _ => Task.FromResult<string?>("value"), CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_a_value_too()
    {
        var cache = Make();
        var asked = 0;

        for (var i = 0; i < 2; i++)
            Assert.Null(
                await cache.GetAsync<string>(
                    "kind", "none", _ => Task.FromResult<string?>(asked++ == 0 ? null : "late"), CancellationToken.None));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_is_no_fault()
    {
        using var redis = new RedisCache("127.0.0.1:1", TimeProvider.System);

        await redis.WriteAsync("a", [1], TimeSpan.FromSeconds(1));

        Assert.Null(await redis.ReadAsync("a"));
    }

    private ReadThrough Make() => new(new RedisCache(null, TimeProvider.System), "test", TimeProvider.System, (kind, outcome) =>
    {
        lock (reads)
            reads.Add((kind, outcome));
    });
}
