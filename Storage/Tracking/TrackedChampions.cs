using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Tracking;

/// <summary>The champions of a folder, and the challengers that wait, as models of a registry.</summary>
public static class TrackedChampions
{
    /// <summary>Folder of a bundle's files among those of its tracked run.</summary>
    public const string BundleFolder = "bundle";

    /// <summary>The models there are now.</summary>
    /// <param name="champions">The champions.</param>
    /// <param name="refused">Told of a bundle that cannot be opened, and why; it is left out, and its alias stays.</param>
    /// <exception cref="InputRefusedException">A list is damaged.</exception>
    public static IReadOnlyList<TrackedModel> Read(ChampionStore champions, Action<ChampionKey, string> refused)
    {
        var unopened = new List<(ChampionKey Key, string Alias)>();
        var versions = Versions(champions, TrackedModel.Champion)
            .Concat(Versions(ChampionContest.ChallengersOf(champions), TrackedModel.Challenger))
            .ToLookup(one => one.Key, one => one.Version);
        var kept = unopened.ToLookup(one => one.Key, one => one.Alias);
        // Of a key whose only challenger was dismissed there is no version any more, and its alias has to go.
        var keys = versions.Select(group => group.Key).Concat(champions.Contenders().Units.Select(one => one.Key)).Distinct();
        return [.. keys.Select(key => new TrackedModel(NameOf(key), [.. versions[key]]) { Unopened = [.. kept[key]] })];

        List<(ChampionKey Key, TrackedVersion Version)> Versions(ChampionStore store, string alias) =>
            TrackedChampions.Versions(store, alias, (key, reason) =>
            {
                unopened.Add((key, alias));
                refused(key, reason);
            });
    }

    /// <summary>Name of the model of a unit at a horizon.</summary>
    public static string NameOf(ChampionKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Unit.Coin}-{key.Unit.Timeframe}-h{key.Horizon}");

    private static List<(ChampionKey Key, TrackedVersion Version)> Versions(
        ChampionStore store, string alias, Action<ChampionKey, string> refused)
    {
        var versions = new List<(ChampionKey, TrackedVersion)>();
        foreach (var pointer in store.Latest().Champions)
        {
            try
            {
                versions.Add((pointer.Key, new TrackedVersion(pointer.Version, alias, Run(store.Open(pointer)))));
            }
            catch (InputRefusedException refusal) when (refusal is not TransientRefusalException)
            {
                refused(pointer.Key, refusal.Message);
            }
        }
        return versions;
    }

    private static TrackedRun Run(Bundle bundle)
    {
        var manifest = bundle.Manifest;
        var time = RunNames.TimeOf(manifest.Version) ?? manifest.AsOf;
        using var metrics = JsonDocument.Parse(HuracanJson.Serialize(manifest.Metrics));
        // A challenger that becomes champion stays the same version; its files then say why it was promoted.
        return new TrackedRun(manifest.Version, $"{BundleFolder}/{manifest.Key.Unit}/h{manifest.Horizon}", $"{NameOf(manifest.Key)} bundle")
        {
            Parent = "",
            Start = time,
            End = time,
            Parameters = Facts(manifest),
            Tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["huracan.kind"] = "bundle",
                ["huracan.coin"] = manifest.Coin,
                ["huracan.timeframe"] = manifest.Timeframe.ToString(),
                ["huracan.family"] = manifest.Family,
                ["huracan.horizon"] = manifest.Horizon.ToString(CultureInfo.InvariantCulture),
                ["huracan.manifest_sha256"] = bundle.ManifestSha256,
            },
            Metrics =
            [
                .. TrackedFigures.Of(metrics.RootElement, "bundle").Select(pair => new TrackedMetric(pair.Key, pair.Value, 0, time)),
            ],
            Files = [.. bundle.Files.Keys.Select(name => new TrackedFile($"{BundleFolder}/{name}", Path.Combine(bundle.Folder, name)))],
        };
    }

    private static SortedDictionary<string, string> Facts(BundleManifest manifest) => new(StringComparer.Ordinal)
    {
        ["coin"] = manifest.Coin,
        ["timeframe"] = manifest.Timeframe.ToString(),
        ["family"] = manifest.Family,
        ["horizon"] = manifest.Horizon.ToString(CultureInfo.InvariantCulture),
        ["trained_from"] = manifest.TrainedFrom.ToString("O", CultureInfo.InvariantCulture),
        ["trained_to"] = manifest.TrainedTo.ToString("O", CultureInfo.InvariantCulture),
        ["feature_hash"] = manifest.FeaturesHash,
        ["code_hash"] = manifest.CodeHash,
        ["seed"] = manifest.Seeds.Run.ToString(CultureInfo.InvariantCulture),
        ["trials_tried"] = manifest.TrialsTried.ToString(CultureInfo.InvariantCulture),
        ["run_id"] = manifest.Lineage.RunId,
    };
}
