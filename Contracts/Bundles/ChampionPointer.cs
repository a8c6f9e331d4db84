using System.Text.Json.Serialization;

namespace Huracan.Contracts.Bundles;

/// <summary>Which version is the champion of a unit at a horizon.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Version">The champion's version.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest.</param>
/// <param name="Promoted">Versions in the order they became champions, the champion among them. Those behind it were rolled back.</param>
public sealed record ChampionPointer(
    string Coin, Timeframe Timeframe, int Horizon, string Version, string ManifestSha256, IReadOnlyList<PromotedVersion> Promoted)
{
    /// <summary>What it is the champion of.</summary>
    [JsonIgnore]
    public ChampionKey Key => new(new UnitId(Coin, Timeframe), Horizon);

    /// <summary>The champion before this one; null for the first.</summary>
    [JsonIgnore]
    public PromotedVersion? Before => Promoted.TakeWhile(promoted => promoted.Version != Version).LastOrDefault();

    /// <summary>Whether a version is the champion or was.</summary>
    public bool WasPromoted(string version) => Promoted.Any(promoted => promoted.Version == version);
}
