using Huracan.Api.Champions;
using Huracan.Api.TrackRecord;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Hamilton;
using Huracan.Tests.Hamilton;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Api.TrackRecord;

public sealed class PaperChampionsTests : IDisposable
{
    private static readonly UnitId Unit = ChampionFolder.Key.Unit, Other = new("ETHUSDT", Timeframe.H1);

    private readonly ChampionFolder folder = new();
    private readonly FakeTimeProvider time = new(TestMarket.End);
    private readonly ChampionCopy copy = new();
    private readonly FolderHamilton hamilton;
    private readonly PaperChampions champions;

    public PaperChampionsTests()
    {
        var options = new HamiltonOptions { CheckEvery = TimeSpan.Zero, FactoryReports = folder.Reports };
        hamilton = new FolderHamilton(folder.Store, options, time);
        champions = new PaperChampions(folder.Store, hamilton, copy);
    }

    [Fact]
    public void That_a_unit_has_no_champion_is_known_once_the_folder_was_made_and_its_list_read()
    {
        var list = Path.Combine(folder.Store.Root, "latest.json");
        Directory.CreateDirectory(folder.Store.Root);
        File.WriteAllText(list, "{");
        Assert.Null(Current()); // the cluster may have some
        copy.Made();
        Assert.Null(Current()); // the list may name some

        File.Delete(list);
        Assert.Empty(Current()!);
        folder.Promote(ChampionFolder.Bundle("v1"));
        Assert.Equal("v1", Current()![Unit]!.Version);

        // Neither a list nor a report that was damaged since takes it away.
        Directory.CreateDirectory(folder.Reports);
        File.WriteAllText(Path.Combine(folder.Reports, "20260201T063000Z-0123abcd.json"), "{");
        folder.Promote(ChampionFolder.Bundle("v2"));
        Assert.Equal("v2", Current()![Unit]!.Version);
        File.WriteAllText(list, "{");
        Assert.Equal("v2", Current()![Unit]!.Version);
    }

    [Fact]
    public void Of_several_horizons_what_has_not_expired_forecasts_then_the_higher_net_edge_then_the_shorter()
    {
        copy.Made();
        folder.Promote(Champion(2, edge: 9, expires: time.GetUtcNow().AddDays(1)));
        folder.Promote(Champion(4, edge: 5));
        folder.Promote(Champion(8, edge: 5));
        folder.Promote(Champion(12, edge: 1));

        Assert.Equal(2, Current()![Unit]!.Bars);
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(4, Current()![Unit]!.Bars);
        folder.Promote(Champion(12, edge: 6, version: "v2"));
        Assert.Equal(12, Current()![Unit]!.Bars);
    }

    [Fact]
    public void A_unit_whose_champions_are_all_refused_has_no_row_and_is_not_without_a_champion()
    {
        copy.Made();
        folder.Promote(ChampionFolder.Bundle("v1"));
        folder.Promote(ChampionFolder.Bundle("v1", new ChampionKey(Other, 4)));
        folder.Damage("v1");

        var current = Current()!;

        Assert.True(current.TryGetValue(Unit, out var refused));
        Assert.Null(refused);
        Assert.Equal("v1", current[Other]!.Version);
    }

    public void Dispose()
    {
        hamilton.Dispose();
        folder.Dispose();
    }

    private static Storage.Bundles.BundleSource Champion(
        int bars, double edge, DateTimeOffset? expires = null, string version = "v1") => ChampionFolder.Bundle(
            version, new ChampionKey(Unit, bars), change: manifest => manifest with
            {
                Expires = expires,
                Metrics = manifest.Metrics with { Test = manifest.Metrics.Test with { NetEdgeBps = edge } },
            });

    private IReadOnlyDictionary<UnitId, RankedChampion?>? Current() => champions.Current(time.GetUtcNow());
}
