using System.Collections.Concurrent;
using System.Text.Json;
using Huracan.Storage.Json;

namespace Huracan.Cluster.Cache;

/// <summary>
/// Values read often and changed seldom: from memory for a moment, from Redis for a while, else from the database, by one reader a key.
/// Keys carry the id of the latest event that may have changed something: what was read before it is never found after it, in any
/// process, and nothing need be deleted. A short life is the net beneath.
/// </summary>
/// <param name="redis">Where values are shared.</param>
/// <param name="scope">Tells databases apart that share a Redis.</param>
/// <param name="time">The clock.</param>
/// <param name="onRead">Told of every read: the value's kind, and where it was found.</param>
public sealed class ReadThrough(RedisCache redis, string scope, TimeProvider time, Action<string, CacheOutcome> onRead)
{
    private const int MostInMemory = 4096;
    private static readonly TimeSpan MemoryLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RedisLife = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FillPatience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (object? Value, DateTimeOffset Until)> memory = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> filling = new();
    private volatile string version = "0";

    /// <summary>From now on only what is read after this event counts.</summary>
    public void Advance(string eventId)
    {
        version = eventId;
        memory.Clear();
    }

    /// <summary>A value, null included.</summary>
    /// <param name="kind">What it is, for the figures.</param>
    /// <param name="name">Which one; empty where there is but one.</param>
    /// <param name="fill">Reads it from the database.</param>
    /// <param name="cancellationToken">Ends the wait; the reading goes on for the others.</param>
    public async Task<T?> GetAsync<T>(string kind, string name, Func<CancellationToken, Task<T?>> fill, CancellationToken cancellationToken)
        where T : class
    {
        var key = $"huracan:{scope}:{version}:{kind}:{name}";
        if (memory.TryGetValue(key, out var held) && held.Until > time.GetUtcNow())
        {
            onRead(kind, CacheOutcome.Memory);
            return (T?)held.Value;
        }
        var entry = filling.GetOrAdd(key, _ => new Lazy<Task<object?>>(() => Task.Run(() => FillAsync(key, kind, fill))));
        return (T?)await entry.Value.WaitAsync(cancellationToken);
    }

    private async Task<object?> FillAsync<T>(string key, string kind, Func<CancellationToken, Task<T?>> fill)
        where T : class
    {
        try
        {
            var (isKept, value) = await FindAsync<T>(key);
            onRead(kind, isKept ? CacheOutcome.Redis : CacheOutcome.Miss);
            if (!isKept)
            {
                using var patience = new CancellationTokenSource(FillPatience, time);
                value = await fill(patience.Token);
                await redis.WriteAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, HuracanJson.Compact), RedisLife);
            }
            if (memory.Count >= MostInMemory)
                memory.Clear();
            memory[key] = (value, time.GetUtcNow() + MemoryLife);
            return value;
        }
        finally
        {
            filling.TryRemove(key, out _);
        }
    }

    private async Task<(bool IsKept, T? Value)> FindAsync<T>(string key)
        where T : class
    {
        if (await redis.ReadAsync(key) is not { } content)
            return (false, null);
        try
        {
            return (true, JsonSerializer.Deserialize<T?>(content, HuracanJson.Compact));
        }
        catch (JsonException)
        {
            return (false, null); // somebody else's, or of another version of this program
        }
    }
}
