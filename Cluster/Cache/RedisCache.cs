using StackExchange.Redis;

namespace Huracan.Cluster.Cache;

/// <summary>
/// Bytes in Redis, for a while. A cache and no more: where Redis is absent, slow or down, reads find nothing and writes go nowhere, each
/// within <see cref="Patience"/>; after a few faults in a row Redis is left alone for a moment.
/// </summary>
public sealed class RedisCache : IDisposable
{
    /// <summary>Longest wait for one answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly CircuitBreaker breaker;
    private readonly Task<ConnectionMultiplexer>? connecting;

    /// <summary>Takes a connection string of StackExchange.Redis; null or empty for no Redis. Connects in the background.</summary>
    public RedisCache(string? connection, TimeProvider time)
    {
        breaker = new CircuitBreaker(time, faults: 3, pause: TimeSpan.FromSeconds(5));
        if (string.IsNullOrWhiteSpace(connection))
            return;
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false; // goes on trying in the background
        options.ConnectTimeout = options.SyncTimeout = 1000;
        options.ConnectRetry = 1;
        connecting = Task.Run(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    /// <summary>What is kept under a key; null where there is nothing, or nothing to ask.</summary>
    public Task<byte[]?> ReadAsync(string key) => AskAsync<byte[]?>(async redis => await redis.StringGetAsync(key));

    /// <summary>Keeps bytes under a key for a while, if it can.</summary>
    public Task WriteAsync(string key, byte[] value, TimeSpan life) => AskAsync(redis => redis.StringSetAsync(key, value, life));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (connecting is { IsCompletedSuccessfully: true })
            connecting.Result.Dispose();
    }

    private async Task<T?> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (connecting is not { IsCompletedSuccessfully: true } || !breaker.IsClosed)
            return default;
        try
        {
            var asked = Task.Run(() => ask(connecting.Result.GetDatabase())); // the library may block where its queue is full
            // seen, also when nobody waits
            _ = asked.ContinueWith(
                late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var answer = await asked.WaitAsync(Patience);
            breaker.Succeed();
            return answer;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or ObjectDisposedException or InvalidOperationException
            or IOException)
        {
            breaker.Fail();
            return default;
        }
    }
}
