using Huracan.Cluster.Champions;
using Huracan.Contracts;
using Huracan.Contracts.Http.Champions;

namespace Huracan.Api.Champions;

/// <summary>Stored bundles as the API shows them.</summary>
internal static class ChampionViews
{
    public static ChampionRow Of(StoredBundle bundle) => new(
        bundle.Manifest.Coin, bundle.Manifest.Timeframe, bundle.Manifest.Horizon, bundle.Version, bundle.Manifest.Family,
        bundle.Manifest.Metrics.Score, bundle.Manifest.Metrics.Action, bundle.Manifest.TrainedTo, bundle.Since, bundle.RunId,
        bundle.Report.Evidence, bundle.Report.Days, bundle.Manifest.Lineage.Previous, bundle.Manifest.Expires);

    /// <summary>All bundles of a unit, each role the newest first.</summary>
    public static UnitChampions Of(UnitId unit, IEnumerable<StoredBundle> bundles) => new(
        unit.Coin, unit.Timeframe,
        [.. bundles.GroupBy(bundle => bundle.Key.Horizon).OrderBy(group => group.Key).Select(group => Of(group.Key, [.. group]))]);

    private static ChampionHorizon Of(int horizon, StoredBundle[] bundles)
    {
        var champions = bundles.Where(bundle => bundle.Role == ChampionRole.Champion).ToList();
        var challenger = bundles.FirstOrDefault(bundle => bundle.Role == ChampionRole.Challenger);
        return new ChampionHorizon(
            horizon, champions.Find(champion => champion.IsCurrent) is { } current ? Of(current) : null,
            challenger is null
                ? null
                : new ChallengerView(
                    challenger.Version, challenger.Manifest.Family, challenger.Manifest.Metrics.Score, challenger.Since, challenger.RunId,
                    challenger.Report),
            [.. champions.Where(champion => !champion.IsCurrent).Select(Of)]);
    }
}
