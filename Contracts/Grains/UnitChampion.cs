namespace Huracan.Contracts.Grains;

/// <summary>The champion of a unit at one horizon, as the unit's grain keeps it.</summary>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Version">Version of its bundle: the run that made the model.</param>
/// <param name="RunId">The run that promoted it.</param>
/// <param name="Promoted">When, UTC.</param>
/// <param name="Before">Version of the champion before it; null for the first.</param>
/// <param name="Evidence">The evidence it was promoted by.</param>
/// <param name="Expires">Instant after which it is too old, UTC; null for never.</param>
public sealed record UnitChampion(
    int Horizon, string Version, string RunId, DateTimeOffset Promoted, string? Before, double Evidence, DateTimeOffset? Expires);
