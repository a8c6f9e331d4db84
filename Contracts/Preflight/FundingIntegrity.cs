namespace Huracan.Contracts.Preflight;

/// <summary>The extent of a coin's funding rates.</summary>
/// <param name="Rows">Number of funding events.</param>
/// <param name="First">Time of the first, UTC.</param>
/// <param name="Last">Time of the last, UTC.</param>
public sealed record FundingIntegrity(int Rows, DateTimeOffset First, DateTimeOffset Last);
