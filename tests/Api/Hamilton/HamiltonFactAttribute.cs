namespace Huracan.Tests.Api.Hamilton;

/// <summary>A test of the conformance suite; the API needs a PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HamiltonFactAttribute : FactAttribute
{
    public HamiltonFactAttribute() => Skip = Requirement.Missing("postgres");
}
