namespace Huracan.Tests.Api.Hamilton;

/// <summary>A test of several cases of the conformance suite; the API needs a PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HamiltonTheoryAttribute : TheoryAttribute
{
    public HamiltonTheoryAttribute() => Skip = Requirement.Missing("postgres");
}
