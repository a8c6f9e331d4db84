using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Tests.Hamilton;

public abstract partial class HamiltonConformance
{
    [HamiltonFact]
    public async Task The_newest_verdicts_of_the_factory_say_where_a_champion_trades()
    {
        Folder.Promote(Gated("SIM001USDT", _ => false));
        using var model = Folder.Model("v1");
        var features = new NamedFeatures(Moving(model), TestMarket.End);
        Folder.Report(Judged("20260201T063000Z-0123abcd", "v0", _ => true, TestMarket.End)); // of another version
        var hamilton = await HamiltonAsync();
        Assert.False(await Trades());
        Assert.Equal(model.Served.RegimeVerdicts![0].Reason, (await Model()).RegimeVerdicts![0].Reason);

        Folder.Report(Judged("20260202T063000Z-0123abcd", "v1", _ => true, TestMarket.End.AddHours(-2)));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Trades());
        Assert.Equal(Enum.GetValues<MarketRegime>(), Assert.Single(await hamilton.GetRankingAsync()).EnabledRegimes!);
        Assert.Empty((await Model()).Manifest.RegimeVerdicts!.Enabled()); // the bundle stays as it was signed

        Folder.Report(Judged("20260203T063000Z-0123abcd", "v1", one => one == MarketRegime.Panic, TestMarket.End.AddHours(-1)));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Trades());
        Assert.Equal([MarketRegime.Panic], Assert.Single(await hamilton.GetRankingAsync()).EnabledRegimes!);
        var loaded = await Model();
        Assert.Equal((TestMarket.End.AddHours(-1), 5), (loaded.RegimesTo, loaded.RegimeVerdicts!.Count));

        // One that begins now knows the same.
        hamilton = await HamiltonAsync();
        Assert.False(await Trades());
        Assert.Equal([MarketRegime.Panic], (await Model()).RegimeVerdicts!.Enabled());

        async Task<bool> Trades() => (await hamilton.PredictAsync("SIM001USDT", "4h", features)).Gate.ShouldTrade;

        async Task<ChampionModel> Model() => await hamilton.LoadModelAsync("SIM001USDT", "4h");
    }

    [HamiltonFact]
    public async Task A_coin_in_a_regime_that_is_not_enabled_is_not_tradable_until_another_one_is_seen()
    {
        var now = RegimeNow();
        var other = now == MarketRegime.Panic ? MarketRegime.Trend : MarketRegime.Panic;
        Folder.Promote(Gated("SIM001USDT", one => one == other));
        Folder.Promote(Gated("ETHUSDT", one => one == now));
        var hamilton = await HamiltonAsync();

        var ranking = await hamilton.GetRankingAsync();
        Assert.Equal(
            [("ETHUSDT", true, GateAction.Active), ("SIM001USDT", false, GateAction.NoTrade)],
            ranking.Select(row => (row.Coin, row.IsTradable, row.Action)));
        Assert.All(ranking, row => Assert.Equal((now, row.AsOf), (row.Regime!.Value, row.RegimeAsOf!.Value))); // the bundle's last bar
        var blocked = Assert.Single(await hamilton.GetDoNotTradeAsync());
        Assert.Equal(
            ("SIM001USDT", Timeframe.H1, "4h", BlockedUnit.Regime, now), (
                blocked.Coin, blocked.Timeframe, blocked.Horizon, blocked.Rule, blocked.FoundRegime!.Value));
        Assert.Equal([other], blocked.EnabledRegimes!);
        Assert.Equal(TestMarket.End, blocked.Since);
        Assert.Contains($"does not enable {now.ToString().ToLowerInvariant()}: 2.1 ± 3.0 bps", blocked.Reason, StringComparison.Ordinal);
        Assert.EndsWith($"it may trade in {other.ToString().ToLowerInvariant()}", blocked.Remedy, StringComparison.Ordinal);

        // The candles of a forecast are of the same bar; those of the factory's run go on.
        await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);
        Assert.Single(await hamilton.GetDoNotTradeAsync());
        Folder.Report(Report(RunId) with { Drift = [Seen(other, TestMarket.End.AddHours(1))] });
        Assert.Empty(await hamilton.GetDoNotTradeAsync());
        var row = Assert.Single(await hamilton.GetRankingAsync(), row => row.Coin == "SIM001USDT");
        Assert.Equal(
            (true, GateAction.Active, other, TestMarket.End.AddHours(1)), (row.IsTradable, row.Action, row.Regime, row.RegimeAsOf));
    }

    [HamiltonFact]
    public async Task Candles_of_a_forecast_show_a_later_regime_than_the_factory_saw()
    {
        var now = RegimeNow();
        var other = now == MarketRegime.Panic ? MarketRegime.Trend : MarketRegime.Panic;
        var source = Gated("SIM001USDT", one => one == other);
        var parts = source.Manifest.Parts;
        Folder.Promote(source with
        {
            Manifest = source.Manifest with
            {
                Parts = parts with { Shadow = parts.Shadow with { To = TestMarket.End.AddHours(-2) } },
            },
        });
        Folder.Report(Report(RunId) with { Drift = [Seen(other, TestMarket.End.AddHours(-1))] });
        var hamilton = await HamiltonAsync();
        Assert.Empty(await hamilton.GetDoNotTradeAsync());
        var (candles, bitcoin) = TestMarket.Candles;
        await hamilton.PredictAsync("SIM001USDT", "4h", new RecentCandles([.. candles.SkipLast(3)], [.. bitcoin!.SkipLast(3)]));
        Assert.Empty(await hamilton.GetDoNotTradeAsync()); // older ones say nothing new

        await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        var row = Assert.Single(await hamilton.GetRankingAsync());
        Assert.Equal((false, now, TestMarket.End), (row.IsTradable, row.Regime, row.RegimeAsOf));
        var blocked = Assert.Single(await hamilton.GetDoNotTradeAsync());
        Assert.Equal((BlockedUnit.Regime, now), (blocked.Rule, blocked.FoundRegime));
    }

    [HamiltonFact]
    public async Task A_coin_is_blocked_for_its_regime_since_the_first_report_that_closed_it()
    {
        Folder.Promote(Gated("SIM001USDT", _ => true));
        Folder.Report(Judged("20260201T063000Z-0123abcd", "v1", _ => true, TestMarket.End.AddHours(1)));
        Folder.Report(Judged("20260202T063000Z-0123abcd", "v1", _ => false, TestMarket.End.AddHours(2)));
        Folder.Report(Judged("20260203T063000Z-0123abcd", "v1", _ => false, TestMarket.End.AddHours(3)));

        var blocked = Assert.Single(await (await HamiltonAsync()).GetDoNotTradeAsync());

        Assert.Equal((BlockedUnit.Regime, TestMarket.End.AddHours(2)), (blocked.Rule, blocked.Since));
    }

    private static ChampionDrift Seen(MarketRegime regime, DateTimeOffset at) =>
        new("SIM001USDT", Timeframe.H1, 4, new DriftReport("v1", at, [], null)) { Regime = regime };

    private protected static FactoryReport Judged(string runId, string version, Func<MarketRegime, bool> enables, DateTimeOffset at) =>
        Report(runId) with
        {
            Drift =
            [
                new ChampionDrift("SIM001USDT", Timeframe.H1, 4, new DriftReport(version, at, [], null))
                {
                    RegimeVerdicts = Verdicts(enables),
                },
            ],
        };
}
