using StackExchange.Redis;

namespace Huracan.AppHost.Commands;

internal static class EmptyCommand
{
    /// <summary>Adds a command that empties the cache.</summary>
    public static IResourceBuilder<RedisResource> WithEmptyCommand(this IResourceBuilder<RedisResource> redis) =>
        redis.WithCommand("empty", "Empty the cache", async context =>
        {
            var connection = await redis.Resource.GetConnectionStringAsync(context.CancellationToken);
            await using var client = await ConnectionMultiplexer.ConnectAsync(connection + ",allowAdmin=true");
            foreach (var server in client.GetServers())
                await server.FlushAllDatabasesAsync();
            return CommandResults.Success("The cache is empty");
        }, new CommandOptions
        {
            Description = "Removes every key from Redis; answers come from PostgreSQL until they are cached again.",
            IconName = "Broom",
            UpdateState = CommandStates.WhenHealthy
        });
}
