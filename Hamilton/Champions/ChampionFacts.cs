using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Regimes.Evidence;
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
    /// <summary>Where it may trade by its own verdicts.</summary>
    public JudgedRegimes Regimes { get; } = new(
        Manifest.RegimeVerdicts, new RegimeFilter(Manifest.RegimeVerdicts), Manifest.Parts.Test.To);

    /// <summary>Probability of overfitting of the search that chose its settings (F3); null where nothing was searched, or its report does
    /// not say.</summary>
    public double? Overfitting { get; init; }

    public static ChampionFacts Of(Bundle bundle)
    {
        var (manifest, name) = (bundle.Manifest, BundleNames.Thresholds);
        var thresholds = HuracanJson.Deserialize<ThresholdsFile>(bundle.Read(name), Path.Combine(bundle.Folder, name));
        var least = thresholds.Coins.GetValueOrDefault(manifest.Coin)?.MinConfidence ?? 1;
        var report = bundle.Files.TryGetValue(BundleNames.UnitReport, out var content)
            ? HuracanJson.Deserialize<Report>(content, Path.Combine(bundle.Folder, BundleNames.UnitReport))
            : new Report();
        return new ChampionFacts(
            manifest, bundle.IsSigned, Math.Max(least, manifest.Metrics.EntryThreshold), report.Result?.Regime,
            report.Result?.CapacityQuote)
        {
            Overfitting = report.Candidates?.FirstOrDefault(one => (one.Family, one.Horizon) == (manifest.Family, manifest.Horizon))
                ?.Overfitting,
        };
    }

    // What is needed of UnitReport: a champion is not refused for the rest of it.
    private sealed record Report(Figures? Result = null, IReadOnlyList<Tried>? Candidates = null);

    private sealed record Figures(MarketRegime? Regime = null, double? CapacityQuote = null);

    private sealed record Tried(string? Family = null, int? Horizon = null, double? Overfitting = null);
}
