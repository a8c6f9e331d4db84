namespace Huracan.Tests;

/// <summary>A test of several cases against a database, skipped visibly where there is no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = Requirement.Missing("postgres");
}
