using System.Globalization;
using System.Text;
using Huracan.Api.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Runs;

public class LiquidityTests(WithHost<LiquidityTests>.Shared shared) : WithHost<LiquidityTests>(shared)
{
    [Fact]
    public void The_liquidity_of_a_simulated_coin_matches_its_whole_history()
    {
        var options = new RunOptions { Simulation = new SimulatorOptions { Coins = 3, Bars = 4000, Timeframe = Timeframe.H1, Seed = 3 } };
        var market = new SimulatedMarket(options.Simulation);

        var found = Liquidity.Of(options, market, market.Coins);

        foreach (var coin in market.Coins)
        {
            var candles = market.Load(coin, Timeframe.H1, CancellationToken.None);
            var median = candles.Close.Zip(candles.Volume, (price, volume) => price * volume).Order().ElementAt(candles.Count / 2);
            Assert.InRange(found[coin] / (24 * median), 0.5, 2); // of the first bars, not of all
        }
        Assert.Equal("BTCUSDT", found.MaxBy(pair => pair.Value).Key);
    }

    [Fact]
    public void A_coin_of_a_folder_is_measured_by_its_coarsest_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("AUSDT_1h.csv", Csv(60, 10, 1));
        folder.Write("AUSDT_4h.csv", Csv(240, 10, 5)); // 50 in four hours
        folder.Write("BUSDT_1h.csv", Csv(60, 2, 100));
        folder.Write("CUSDT_1h.csv", "no candles");
        var options = new RunOptions { Source = folder.Root };
        var source = CandleSources.Open(options);

        var found = Liquidity.Of(options, source, source.Coins);

        Assert.Equal(
            new Dictionary<string, double> { ["AUSDT"] = 300, ["BUSDT"] = 4800 },
            found.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary());
        Assert.Empty(Liquidity.Of(options, source, source.Coins, mostBytes: 100)); // reading all that would hold the request up
    }

    [SharedDataFact]
    public void Of_real_coins_Bitcoin_and_Ether_are_traded_most()
    {
        var options = new RunOptions { Source = SharedData.Candles };
        var source = CandleSources.Open(options);

        var found = Liquidity.Of(options, source, source.Coins);

        Assert.Equal(
            ["BTCUSDT", "ETHUSDT"],
            found.OrderByDescending(pair => pair.Value).Take(2).Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["FTTUSDT"], source.Coins.Except(found.Keys)); // delisted: on most of its last days nobody traded it
    }

    [PostgresFact]
    public async Task Units_wait_in_the_order_of_their_liquidity()
    {
        var host = await HostAsync();
        var request = new RunRequest { Timeframes = ["1h"], Models = ["xgboost"], SimulatedCoins = 4, SimulatedBars = 3000, Seed = 4 };
        var run = await ApiHost.ReadAsync<RunView>(await host.Operator.PostAsync("/runs", ApiHost.Json(request)));

        var units = await host.Get<UnitTable>().OfRunAsync(run.RunId, null, 10, CancellationToken.None);
        var due = await host.Get<DueTable>().DueAsync("cpu", 10, CancellationToken.None);

        Assert.All(units, unit => Assert.True(unit.Liquidity > 1e7, $"{unit.Key.Unit} {unit.Liquidity}"));
        Assert.Equal(units.OrderByDescending(unit => unit.Liquidity).Select(unit => unit.Key), due);
    }

    private static string Csv(int minutes, double price, double volume)
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var i = 0; i < 30; i++)
            text.Append(
                CultureInfo.InvariantCulture, $"{1_735_689_600_000L + i * minutes * 60_000L},{price},{price},{price},{price},{volume}\n");
        return text.ToString();
    }
}
