using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Storage.Bundles;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Hamilton;

/// <summary>A folder of genuine champions, the reports beside it, and the market they were trained on.</summary>
internal sealed class ChampionFolder : IDisposable
{
    public static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();

    public ChampionFolder() => Store = new ChampionStore(folder["champions"], BundleTrust.Anyone);

    public ChampionStore Store { get; }

    public string Reports => folder["reports/factory"];

    /// <summary>Bundle of a version; of another coin, timeframe or horizon where one is named.</summary>
    public static BundleSource Bundle(
        string version = "v1", ChampionKey? key = null, string family = "xgboost", Func<BundleManifest, BundleManifest>? change = null)
    {
        var source = GenuineRun.Bundle(version, family);
        var of = key ?? Key;
        var meta = Read<ModelMeta>(source, TrainedModel.MetaFile);
        var thresholds = Read<ThresholdsFile>(source, BundleNames.Thresholds);
        var manifest = source.Manifest with { Coin = of.Unit.Coin, Timeframe = of.Unit.Timeframe, Horizon = of.Horizon };
        return (source with { Manifest = change?.Invoke(manifest) ?? manifest })
            .With(TrainedModel.MetaFile, meta with { Coin = of.Unit.Coin, Timeframe = of.Unit.Timeframe, Horizon = of.Horizon })
            .With(BundleNames.Thresholds, thresholds with
            {
                Coins = new Dictionary<string, CoinThreshold> { [of.Unit.Coin] = thresholds.Coins[Key.Unit.Coin] },
            });
    }

    /// <summary>The same model, which sees the market otherwise: its forecasts differ.</summary>
    public static BundleSource Other(string version)
    {
        var source = Bundle(version);
        var scaler = Read<Scaler>(source, TrainedModel.ScalerFile);
        return source.With(
            TrainedModel.ScalerFile,
            scaler with { Columns = [.. scaler.Columns.Select(column => column with { Scale = -column.Scale })] });
    }

    public Bundle Promote(BundleSource source) => Store.Promote(Store.Add(source, signer: null));

    /// <summary>Changes a file of a bundle behind the store's back.</summary>
    public void Damage(string version) => File.AppendAllText(
        Path.Combine(Store.Root, new BundlePlace(Key, version).Folder, TrainedModel.ScalerFile), " ");

    public void Report(FactoryReport report) =>
        AtomicFile.Write(Path.Combine(Reports, $"{report.RunId}.json"), HuracanJson.Serialize(report));

    /// <summary>The model of a bundle as it is without Hamilton.</summary>
    public BundleModel Model(string version) => BundleModel.Load(Store.Open(Key, version), RunFiles.Families);

    public void Dispose() => folder.Dispose();

    private static T Read<T>(BundleSource source, string name)
        where T : class => HuracanJson.Deserialize<T>(source.Files[name], name);
}
