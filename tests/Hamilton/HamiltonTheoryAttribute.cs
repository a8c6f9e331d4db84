namespace Huracan.Tests.Hamilton;

/// <summary>A test of several cases of the conformance suite; in this process it needs no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HamiltonTheoryAttribute : TheoryAttribute;
