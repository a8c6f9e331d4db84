using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Storage.Bundles;

namespace Huracan.Hamilton.Champions;

/// <summary>What is known of a champion without its model.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="IsSigned">Whether its bundle is signed.</param>
/// <param name="ConfidenceThreshold">Least confidence of a forecast that may be traded: the gate's or the model's own, the higher.</param>
/// <param name="Regime">Regime of its market at the end of its data; null where its report does not say.</param>
/// <param name="Capacity">What one trade may be (F12), quote currency; null likewise.</param>
internal sealed record ChampionFacts(
    BundleManifest Manifest, bool IsSigned, double ConfidenceThreshold, MarketRegime? Regime, double? Capacity)
{
    public static ChampionFacts Of(Bundle bundle)
    {
        var (manifest, name) = (bundle.Manifest, BundleNames.Thresholds);
        var thresholds = HuracanJson.Deserialize<ThresholdsFile>(bundle.Read(name), Path.Combine(bundle.Folder, name));
        var least = thresholds.Coins.GetValueOrDefault(manifest.Coin)?.MinConfidence ?? 1;
        var result = bundle.Files.TryGetValue(BundleNames.UnitReport, out var report)
            ? HuracanJson.Deserialize<Report>(report, Path.Combine(bundle.Folder, BundleNames.UnitReport)).Result
            : null;
        return new ChampionFacts(
            manifest, bundle.IsSigned, Math.Max(least, manifest.Metrics.EntryThreshold), result?.Regime, result?.CapacityQuote);
    }

    // What is needed of UnitReport: a champion is not refused for the rest of it.
    private sealed record Report(Figures? Result = null);

    private sealed record Figures(MarketRegime? Regime = null, double? CapacityQuote = null);
}
