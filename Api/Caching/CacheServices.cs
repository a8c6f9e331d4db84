using System.Security.Cryptography;
using System.Text;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Cache;
using Huracan.Contracts.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Npgsql;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane.StackExchangeRedis;
using ZiggyCreatures.Caching.Fusion.Serialization.SystemTextJson;
using RedisCache = Microsoft.Extensions.Caching.StackExchangeRedis.RedisCache;

namespace Huracan.Api.Caching;

/// <summary>The cache: in memory, and in Redis where one is configured.</summary>
internal static class CacheServices
{
    private const string Connection = "redis";

    /// <param name="builder">The host.</param>
    /// <param name="database">Connection string of the database that is cached.</param>
    public static void AddCache(this WebApplicationBuilder builder, string database)
    {
        var scope = ScopeOf(database);
        builder.Logging.AddFilter("ZiggyCreatures.Caching.Fusion", LogLevel.Warning); // else two lines for each read
        var cache = builder.Services.AddFusionCache().TryWithAutoSetup()
            .WithOptions(CacheSettings.Create(scope))
            .WithMemoryCache(new MemoryCache(new MemoryCacheOptions { SizeLimit = CacheSettings.MostInMemory }));
        if (!string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(Connection)))
            AddRedis(builder, cache, scope);
        builder.Services.AddSingleton(provider =>
            new VersionedCache(provider.GetRequiredService<IFusionCache>(), provider.GetRequiredService<ApiMetrics>().CacheRead));
    }

    private static void AddRedis(WebApplicationBuilder builder, IFusionCacheBuilder cache, string scope)
    {
        // A host without its Redis works, so its health does not depend on it.
        builder.AddRedisClient(Connection, settings => settings.DisableHealthChecks = true, options =>
        {
            options.AbortOnConnectFail = false; // keeps trying in the background
            options.ConnectTimeout = options.SyncTimeout = options.AsyncTimeout = 1000;
            options.BacklogPolicy = BacklogPolicy.FailFast; // without a connection fail at once instead of queueing
        });
        cache.WithSerializer(new FusionCacheSystemTextJsonSerializer(HuracanJson.Compact))
            .WithDistributedCache(provider => new RedisCache(new RedisCacheOptions
            {
                InstanceName = $"huracan:{scope}:",
                ConnectionMultiplexerFactory = () => ConnectAsync(provider),
            }))
            .WithBackplane(provider => new RedisBackplane(
                new RedisBackplaneOptions { ConnectionMultiplexerFactory = () => ConnectAsync(provider) }));
    }

    // Opening the connection blocks, so it does not run on a request's thread.
    private static Task<IConnectionMultiplexer> ConnectAsync(IServiceProvider provider) =>
        Task.Run(provider.GetRequiredService<IConnectionMultiplexer>);

    private static string ScopeOf(string connection)
    {
        var address = new NpgsqlConnectionStringBuilder(connection);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address.Host}:{address.Port}/{address.Database}")))[..12];
    }
}
