using System.Collections.Concurrent;
using System.Text;
using Huracan.Api.Champions;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;
using Huracan.Hamilton;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;

namespace Huracan.Api.TrackRecord;

/// <summary>The champions that forecast on paper, as the API serves them.</summary>
internal sealed class PaperChampions(ChampionStore store, FolderHamilton hamilton, ChampionCopy copy)
{
    private readonly ConcurrentDictionary<(ChampionKey Key, string Version), PaperBundle> bundles = [];
    private Dictionary<UnitId, RankedChampion?>? known;

    /// <summary>
    /// The champion of each unit that has one, of several horizons one that has not expired before one that has, then the one with the
    /// higher net edge, then the shorter horizon; null where the unit has champions and all are refused. Where the list is damaged, those
    /// that were known. Null as a whole until it is known which there are: a unit that is not named yet may have one.
    /// </summary>
    public IReadOnlyDictionary<UnitId, RankedChampion?>? Current(DateTimeOffset now)
    {
        if (!copy.IsMade)
            return null;
        try
        {
            known = hamilton.Champions().GroupBy(one => one.Key.Unit).ToDictionary(unit => unit.Key, unit => unit.Select(one => one.Value)
                .OfType<RankedChampion>() // null where its bundle is refused
                .OrderBy(row => row.Expires < now).ThenByDescending(row => row.NetEdgeBps).ThenBy(row => row.Bars).FirstOrDefault());
        }
        catch (InputRefusedException)
        {
            // The API's health says so.
        }
        return known;
    }

    /// <summary>What is in a champion's bundle.</summary>
    /// <exception cref="InputRefusedException">The version is not there, or not whole.</exception>
    public PaperBundle Bundle(ChampionKey key, string version)
    {
        if (bundles.TryGetValue((key, version), out var read))
            return read;
        var bundle = store.Open(key, version);
        return bundles[(key, version)] = new PaperBundle(
            bundle.Manifest, Json<ModelMeta>(TrainedModel.MetaFile),
            YamlFile.Parse<RunOptions>(Encoding.UTF8.GetString(bundle.Read(BundleNames.Config)), Origin(BundleNames.Config)),
            new QualityGate(Json<ThresholdsFile>(BundleNames.Thresholds)).Guard.Days);

        T Json<T>(string name)
            where T : class => HuracanJson.Deserialize<T>(bundle.Read(name), Origin(name));

        string Origin(string name) => Path.Combine(bundle.Folder, name);
    }

    /// <summary>The options of the run that made a champion; null where the version is gone.</summary>
    public RunOptions? OptionsOf(ChampionKey key, string version)
    {
        try
        {
            return Bundle(key, version).Options;
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }
}
