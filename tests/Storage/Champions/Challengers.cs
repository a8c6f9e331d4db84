using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Storage.Champions;

/// <summary>Changes bundles of tests.</summary>
internal static class Challengers
{
    /// <summary>The same one, compared from another bar on.</summary>
    public static BundleSource From(this BundleSource source, DateTimeOffset from) => source with
    {
        Manifest = source.Manifest with
        {
            Parts = source.Manifest.Parts with { Shadow = source.Manifest.Parts.Shadow with { From = from } },
        },
    };

    /// <summary>The same one, with other facts in its <c>meta.json</c>.</summary>
    public static BundleSource With(this BundleSource source, Func<ModelMeta, ModelMeta> change)
    {
        var meta = HuracanJson.Deserialize<ModelMeta>(source.Files[TrainedModel.MetaFile], TrainedModel.MetaFile);
        return source with
        {
            Files = new Dictionary<string, byte[]>(source.Files) { [TrainedModel.MetaFile] = HuracanJson.Serialize(change(meta)) },
        };
    }
}
