using Huracan.Cluster.Champions;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Champions;

/// <summary>The champions and challengers that a unit's grain keeps, after a contest.</summary>
internal static class UnitContenders
{
    public static UnitHistory After(UnitHistory history, ContestChange change, DateTimeOffset now)
    {
        if (change.Added.Count + change.Looked.Count + change.Removed.Count == 0)
            return history;
        var champions = history.Champions.ToDictionary(champion => champion.Horizon);
        var challengers = history.Challengers.ToDictionary(challenger => challenger.Horizon);
        foreach (var key in change.Removed)
            challengers.Remove(key.Horizon);
        foreach (var bundle in change.Looked.Concat(change.Added.Select(added => added.Bundle)))
        {
            if (bundle.Role == ChampionRole.Champion)
                champions[bundle.Key.Horizon] = Of(bundle with { Since = now }, bundle.Manifest.Lineage.Previous);
            else
                challengers[bundle.Key.Horizon] = new UnitChallenger(
                    bundle.Key.Horizon, bundle.Version, bundle.RunId, bundle.Report.Verdict, bundle.Report.Evidence,
                    bundle.Report.Threshold, bundle.Report.Days, bundle.Report.Reason);
        }
        return history with
        {
            Champions = [.. champions.Values.OrderBy(champion => champion.Horizon)],
            Challengers = [.. challengers.Values.OrderBy(challenger => challenger.Horizon)],
        };
    }

    /// <summary>The same after a rollback.</summary>
    /// <param name="history">What the grain keeps.</param>
    /// <param name="champion">The champion now.</param>
    /// <param name="before">The version before it; null for none.</param>
    public static UnitHistory After(UnitHistory history, StoredBundle champion, string? before) => history with
    {
        Champions =
        [
            .. history.Champions.Where(other => other.Horizon != champion.Key.Horizon).Append(Of(champion, before))
                .OrderBy(one => one.Horizon),
        ],
    };

    /// <summary>A stored champion as the grain keeps it.</summary>
    public static UnitChampion Of(StoredBundle champion, string? before) => new(
        champion.Key.Horizon, champion.Version, champion.RunId, champion.Since, before, champion.Report.Evidence,
        champion.Manifest.Expires);
}
