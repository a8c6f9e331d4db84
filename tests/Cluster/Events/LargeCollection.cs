namespace Huracan.Tests.Cluster.Events;

/// <summary>
/// Tests with long transactions, and those that such a transaction would hold up: events wait for the oldest one of the whole server.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LargeCollection
{
    public const string Name = "large";
}
