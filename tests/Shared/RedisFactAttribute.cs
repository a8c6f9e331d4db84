namespace Huracan.Tests;

/// <summary>A test against a PostgreSQL and a Redis of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute() : ServersFactAttribute("postgres", "redis-server");
