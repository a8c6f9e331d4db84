using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Champions;

public sealed class DriftOfChampionsTests : IDisposable
{
    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_champion_of_the_runs_units_is_judged_on_its_newest_candles()
    {
        var champions = new ChampionStore(folder["champions"], BundleTrust.Anyone);
        var run = GenuineRun.Make(folder[GenuineRun.Id], "xgboost").Context.Folder;
        Assert.Empty(DriftOfChampions.Judge(champions, run, [GenuineRun.Unit]));
        var bundle = champions.Promote(champions.Add(GenuineRun.Bundle("v1"), signer: null));

        var judged = Assert.Single(DriftOfChampions.Judge(champions, run, [GenuineRun.Unit]));

        Assert.Equal(("SIM001USDT", Timeframe.H1, 4, "v1"), (judged.Coin, judged.Timeframe, judged.Horizon, judged.Report.Version));
        Assert.Equal(bundle.Manifest.Parts.Shadow.To, judged.Report.At);
        Assert.Equal(DriftLevel.Ok, judged.Report.Level);
        Assert.Contains("trained on 4", judged.Report.Note, StringComparison.Ordinal); // too few bars for windows
        Assert.Empty(DriftOfChampions.Judge(champions, run, [new UnitId("OTHERUSDT", Timeframe.H1)]));

        File.AppendAllText(Path.Combine(champions.Root, new BundlePlace(Key, "v1").Folder, TrainedModel.ReferenceFile), " ");
        Assert.Empty(DriftOfChampions.Judge(champions, run, [GenuineRun.Unit]));
    }

    public void Dispose() => folder.Dispose();
}
