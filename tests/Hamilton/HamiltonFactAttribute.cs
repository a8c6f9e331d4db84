namespace Huracan.Tests.Hamilton;

/// <summary>A test of the conformance suite; in this process it needs no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HamiltonFactAttribute : FactAttribute;
