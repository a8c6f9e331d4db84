namespace Huracan.Tests;

/// <summary>A test against a PostgreSQL of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute() : ServersFactAttribute("postgres");
