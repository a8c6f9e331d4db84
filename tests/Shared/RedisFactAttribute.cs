namespace Huracan.Tests;

/// <summary>A test that starts servers of its own, skipped visibly where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = Requirement.Missing("postgres", "redis-server");
}
