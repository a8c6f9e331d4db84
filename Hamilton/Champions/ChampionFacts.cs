using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Storage.Bundles;

namespace Huracan.Hamilton.Champions;

/// <summary>What is known of a champion without its model.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="IsSigned">Whether its bundle is signed.</param>
/// <param name="ConfidenceThreshold">Least confidence of a forecast that may be traded: the gate's or the model's own, the higher.</param>
internal sealed record ChampionFacts(BundleManifest Manifest, bool IsSigned, double ConfidenceThreshold)
{
    public static ChampionFacts Of(Bundle bundle)
    {
        var (manifest, name) = (bundle.Manifest, BundleNames.Thresholds);
        var thresholds = HuracanJson.Deserialize<ThresholdsFile>(bundle.Read(name), Path.Combine(bundle.Folder, name));
        var least = thresholds.Coins.GetValueOrDefault(manifest.Coin)?.MinConfidence ?? 1;
        return new ChampionFacts(manifest, bundle.IsSigned, Math.Max(least, manifest.Metrics.EntryThreshold));
    }
}
