using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Hamilton;
using Xunit.Abstractions;

namespace Huracan.Tests.Hamilton;

public sealed class FolderHamiltonTests(ITestOutputHelper output) : HamiltonConformance(output)
{
    private readonly List<FolderHamilton> open = [];

    public override void Dispose()
    {
        open.ForEach(hamilton => hamilton.Dispose());
        base.Dispose();
    }

    [Fact]
    public async Task It_looks_for_new_champions_as_often_as_it_is_told_and_at_once_where_it_has_none()
    {
        var hamilton = await OpenAsync(TimeSpan.FromSeconds(1));
        Folder.Promote(ChampionFolder.Bundle("v1"));
        Assert.Equal("v1", await Version());
        Folder.Promote(ChampionFolder.Bundle("v2"));
        Assert.Equal("v1", await Version());
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("v2", await Version());
        Folder.Promote(ChampionFolder.Bundle(key: new(new("ETHUSDT", Contracts.Timeframe.H1), 4)));
        Assert.Equal("ETHUSDT", (await hamilton.LoadModelAsync("ETHUSDT", "4h")).Manifest.Coin);

        async Task<string> Version() => (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.Version;
    }

    [Fact]
    public async Task A_model_in_memory_serves_whatever_becomes_of_its_folder_and_a_repaired_one_is_read_again()
    {
        Folder.Promote(ChampionFolder.Bundle("v1"));
        var hamilton = await OpenAsync(TimeSpan.Zero);
        await hamilton.LoadModelAsync("SIM001USDT", "4h");
        Folder.Damage("v1");
        Assert.Equal("v1", (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.Version);

        var later = await OpenAsync(TimeSpan.Zero);
        await Assert.ThrowsAsync<InputRefusedException>(async () => await later.LoadModelAsync("SIM001USDT", "4h"));
        var path = Path.Combine(Folder.Store.Root, "SIM001USDT/1h/h4/v1/scaler.json");
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd(' '));
        await Assert.ThrowsAsync<InputRefusedException>(async () => await later.LoadModelAsync("SIM001USDT", "4h"));
        Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("v1", (await later.LoadModelAsync("SIM001USDT", "4h")).Manifest.Version);
        Assert.DoesNotContain(await later.GetDoNotTradeAsync(), row => row.Rule == BlockedUnit.Damaged);
    }

    [Fact]
    public async Task A_list_that_becomes_damaged_takes_no_champion_away_and_is_told_of_until_it_is_whole()
    {
        Folder.Promote(ChampionFolder.Bundle("v1"));
        var hamilton = (FolderHamilton)await OpenAsync(TimeSpan.Zero);
        Assert.Equal("v1", await Version());
        Assert.Null(hamilton.Refusal());
        var path = Path.Combine(Folder.Store.Root, "latest.json");
        var whole = File.ReadAllText(path);

        File.WriteAllText(path, whole[..(whole.Length / 2)]);
        Assert.Equal("v1", await Version());
        Assert.Single(await hamilton.GetRankingAsync());
        Assert.Contains(path, hamilton.Refusal(), StringComparison.Ordinal);
        var begun = (FolderHamilton)await OpenAsync(TimeSpan.Zero); // has none to serve
        await Assert.ThrowsAsync<InputRefusedException>(async () => await begun.GetRankingAsync());
        Assert.Contains(path, begun.Refusal(), StringComparison.Ordinal);

        File.WriteAllText(path, whole);
        Folder.Promote(ChampionFolder.Bundle("v2"));
        Assert.Equal("v2", await Version());
        Assert.Null(hamilton.Refusal());

        async Task<string> Version() => (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.Version;
    }

    [Fact]
    public async Task A_damaged_report_keeps_no_other_from_the_forecasts_and_the_lists_refuse_it()
    {
        Folder.Promote(ChampionFolder.Bundle("v1"));
        Folder.Report(Judged("20260202T063000Z-0123abcd", "v1", one => one == MarketRegime.Range, TestMarket.End));
        var path = Path.Combine(Folder.Reports, "20260203T063000Z-0123abcd.json");
        File.WriteAllText(path, "{");
        var hamilton = (FolderHamilton)await OpenAsync(TimeSpan.Zero);

        Assert.Equal([MarketRegime.Range], await Enabled());
        Assert.Contains(path, hamilton.Refusal(), StringComparison.Ordinal);
        Func<Task>[] lists = [async () => await hamilton.GetRankingAsync(), async () => await hamilton.GetDoNotTradeAsync()];
        foreach (var list in lists)
            Assert.Contains(path, (await Assert.ThrowsAsync<InputRefusedException>(list)).Message, StringComparison.Ordinal);

        // Later ones are learnt from, and so is this one once it is whole.
        Folder.Report(Judged("20260204T063000Z-0123abcd", "v1", one => one == MarketRegime.Trend, TestMarket.End.AddHours(1)));
        Assert.Equal([MarketRegime.Trend], await Enabled());
        Folder.Report(Judged("20260203T063000Z-0123abcd", "v1", one => one == MarketRegime.Panic, TestMarket.End.AddHours(2)));
        Assert.Equal([MarketRegime.Panic], await Enabled());
        Assert.Null(hamilton.Refusal());

        async Task<IEnumerable<MarketRegime>> Enabled() =>
            (await hamilton.LoadModelAsync("SIM001USDT", "4h")).RegimeVerdicts!.Enabled();
    }

    [Fact]
    public async Task A_folder_of_reports_that_cannot_be_read_takes_no_forecast_away()
    {
        Folder.Promote(ChampionFolder.Bundle("v1"));
        var other = Path.Combine(Folder.Store.Root, "file");
        File.WriteAllText(other, "");
        using var hamilton = new FolderHamilton(Folder.Store, new HamiltonOptions { FactoryReports = other }, Time);

        Assert.Equal("v1", (await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles)).Version);
        Assert.Contains($"{other} cannot be read", hamilton.Refusal(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InputRefusedException>(async () => await hamilton.GetDoNotTradeAsync());
    }

    [Fact]
    public async Task It_is_of_no_use_after_it_was_disposed_and_refuses_options_that_cannot_be()
    {
        Folder.Promote(ChampionFolder.Bundle("v1"));
        var hamilton = (FolderHamilton)await OpenAsync(TimeSpan.FromSeconds(1));
        await hamilton.LoadModelAsync("SIM001USDT", "4h");
        hamilton.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await hamilton.LoadModelAsync("SIM001USDT", "4h"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FolderHamilton(Folder.Store, new HamiltonOptions { Copies = 0 }));
    }

    private protected override Task<IHamilton> OpenAsync(TimeSpan checkEvery)
    {
        var options = new HamiltonOptions { CheckEvery = checkEvery, FactoryReports = Folder.Reports, Copies = 2 };
        var hamilton = new FolderHamilton(Folder.Store, options, Time);
        open.Add(hamilton);
        return Task.FromResult<IHamilton>(hamilton);
    }
}
