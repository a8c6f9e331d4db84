using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
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

    private static T Read<T>(BundleSource source, string name)
        where T : class => HuracanJson.Deserialize<T>(source.Files[name], name);
}
