namespace Huracan.Tests.Api.Market;

/// <summary>
/// Meters are found by name in the whole process, and accelerated markets need the machine: one API at a time follows a market.
/// </summary>
[CollectionDefinition(Name)]
public sealed class FollowedMarketCollection
{
    public const string Name = "followed market";
}
