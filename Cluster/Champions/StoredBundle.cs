using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;

namespace Huracan.Cluster.Champions;

/// <summary>A bundle that the cluster keeps.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest.</param>
/// <param name="RunId">The run that promoted it, or looked at it last.</param>
/// <param name="Report">The comparison of then.</param>
public sealed record StoredBundle(
    ChampionRole Role, BundleManifest Manifest, string ManifestSha256, string RunId, PromotionReport Report)
{
    /// <summary>Since when it is champion, or waits, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it is champion now, or waits now.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>What it is, or contends to be, a champion of.</summary>
    public ChampionKey Key => Manifest.Key;

    /// <summary>Its version.</summary>
    public string Version => Manifest.Version;
}
