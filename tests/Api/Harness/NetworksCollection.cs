namespace Huracan.Tests.Api.Harness;

/// <summary>Tests that load networks take turns: one of them counts the tensors of the whole process.</summary>
[CollectionDefinition(Name)]
public sealed class NetworksCollection
{
    public const string Name = "networks";
}
