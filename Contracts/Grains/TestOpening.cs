namespace Huracan.Contracts.Grains;

/// <summary>Work on a unit that reached the test window.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Token">The claim.</param>
/// <param name="At">When, UTC.</param>
public sealed record TestOpening(string RunId, long Token, DateTimeOffset At);
