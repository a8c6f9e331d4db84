using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality.Drift;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Hamilton;

/// <summary>Changes files of bundles before they are written.</summary>
internal static class BundleEdits
{
    /// <summary>The bundle with another content of a file.</summary>
    public static BundleSource With<T>(this BundleSource source, string name, T content) => source with
    {
        Files = new Dictionary<string, byte[]>(source.Files) { [name] = HuracanJson.Serialize(content) },
    };

    /// <summary>The bundle with an action and no other condition of trading: any confidence is enough.</summary>
    public static BundleSource Eased(this BundleSource source, string coin, GateAction action)
    {
        var thresholds = Read<ThresholdsFile>(source, BundleNames.Thresholds);
        var entry = thresholds.Coins[coin] with { Action = action, Status = action, MinConfidence = 0 };
        return source
            .With(BundleNames.Thresholds, thresholds with { Coins = new Dictionary<string, CoinThreshold> { [coin] = entry } })
            .With(TrainedModel.MetaFile, Read<ModelMeta>(source, TrainedModel.MetaFile) with { EntryThreshold = 0 });
    }

    /// <summary>The bundle with training data from which every later window seems far.</summary>
    public static BundleSource FarFromAll(this BundleSource source)
    {
        var reference = Read<DriftReference>(source, TrainedModel.ReferenceFile);
        return source.With(
            TrainedModel.ReferenceFile, reference with { Distance = reference.Distance! with { Range = new UsualRange(-5, 0.1, 0.01) } });
    }

    /// <summary>The bundle as one was before there were references.</summary>
    public static BundleSource WithoutReference(this BundleSource source)
    {
        var old = source.With(
            TrainedModel.ConfigFile, Read<ModelConfig>(source, TrainedModel.ConfigFile) with { HasReference = false });
        return old with { Files = old.Files.Where(file => file.Key != TrainedModel.ReferenceFile).ToDictionary() };
    }

    /// <summary>The bundle as one was before there were intervals.</summary>
    public static BundleSource WithoutIntervals(this BundleSource source) => source with
    {
        Files = source.Files.Where(file => file.Key != BundleNames.Intervals).ToDictionary(),
    };

    private static T Read<T>(BundleSource source, string name)
        where T : class => HuracanJson.Deserialize<T>(source.Files[name], name);
}
