using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Storage.Bundles;

namespace Huracan.Storage.Champions;

/// <summary>How a challenger fared against the champion of its unit and horizon.</summary>
/// <param name="Key">The unit and horizon.</param>
/// <param name="Version">The challenger.</param>
/// <param name="Report">The comparison.</param>
/// <param name="Promoted">The new champion; null unless promoted and written.</param>
public sealed record ContestOutcome(
    ChampionKey Key, string Version, PromotionReport Report, Bundle? Promoted);
