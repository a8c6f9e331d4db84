using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Postgres;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Champions.Stored;

/// <summary>Puts bundles of a genuine run into a database, as contests do.</summary>
internal static class StoredChampions
{
    public static PromotionReport Report(PromotionVerdict verdict, double evidence) => new()
    {
        Verdict = verdict,
        Reason = $"the evidence is {evidence}",
        Bars = 2400,
        Days = 100,
        Alpha = 0.05,
        Challengers = 1,
        Threshold = 20,
        Evidence = evidence,
        HighestEvidence = evidence,
        Profit = new EvidenceLevels(evidence, evidence, 1, 1),
        Forecasts = new EvidenceLevels(1, 1, 1, 1),
        ChampionSharpe = double.NaN,
        ChallengerSharpe = 2,
        Guards = [new PromotionGuard("trades", 120, 100, true, false)],
    };

    /// <summary>A bundle whose blobs are written; of another horizon where one is named.</summary>
    public static async Task<(StoredBundle Bundle, IReadOnlyList<BundleBlob> Files)> BundleAsync(
        IBlobStore blobs, ChampionRole role, string version, DateTimeOffset? expires = null, int? horizon = null)
    {
        var source = GenuineRun.Bundle(version);
        source = source with { Manifest = source.Manifest with { Expires = expires, Horizon = horizon ?? source.Manifest.Horizon } };
        var files = new List<BundleBlob>();
        foreach (var (path, content) in source.Seal(signer: null))
        {
            var blob = $"champions/{role}/{version}/{path}";
            await blobs.WriteAsync(blob, content, CancellationToken.None);
            files.Add(new BundleBlob(path, blob, BundleSource.HashOf(content), content.Length));
        }
        var report = Report(role == ChampionRole.Champion ? PromotionVerdict.Promote : PromotionVerdict.Wait, 25);
        return (
            new StoredBundle(
                role, source.Manifest, files.Single(file => file.Path == BundleNames.Manifest).Sha256, $"after {version}", report),
            files);
    }

    /// <summary>Writes a change.</summary>
    public static Task ChangeAsync(Database database, ContestChange change, DateTimeOffset now) => database.TransactAsync(
        async connection =>
        {
            await ChampionTable.ChangeAsync(connection, "", GenuineRun.Unit, change, now, CancellationToken.None);
            return true;
        },
        CancellationToken.None);

    /// <summary>Makes a version champion, or lets it wait.</summary>
    public static async Task AddAsync(
        Database database, ChampionRole role, string version, DateTimeOffset now, DateTimeOffset? expires = null, int keep = 2) =>
        await ChangeAsync(
            database,
            new ContestChange([], [], [await BundleAsync(new PostgresBlobs(database), role, version, expires)], [], [], keep), now);

    public static ChampionKey Key => new(GenuineRun.Unit, 4);
}
