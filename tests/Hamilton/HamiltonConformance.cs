using System.Text.Json.Nodes;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Regimes;
using Huracan.Storage.Bundles;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Hamilton;

/// <summary>What every way to reach Hamilton must do: the implementation is all that a derived class gives.</summary>
public abstract partial class HamiltonConformance : IDisposable
{
    private protected ChampionFolder Folder { get; } = new();

    /// <summary>The clock: an hour's candle closed five minutes ago.</summary>
    private protected FakeTimeProvider Time { get; } = new(TestMarket.End.AddMinutes(5));

    /// <summary>Hamilton over the folder's champions and reports, by the clock, looking for new champions as often as is said.</summary>
    private protected abstract Task<IHamilton> OpenAsync(TimeSpan checkEvery);

    public virtual void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [HamiltonTheory]
    [InlineData("xgboost", 1)]
    [InlineData("cnn-lstm", 8)]
    public async Task A_champion_loads_with_all_that_is_known_of_it(string family, int lookback)
    {
        var bundle = Folder.Promote(ChampionFolder.Bundle(family: family));
        using var model = Folder.Model("v1");

        var loaded = await (await HamiltonAsync()).LoadModelAsync("SIM001USDT", "4h");

        Assert.Equal(("4h", lookback), (loaded.Horizon, loaded.Lookback));
        Assert.Equal(model.Model.Meta.FeatureNames, loaded.FeatureNames);
        Assert.Equal(model.Model.FirstBar + 1, loaded.MinCandles);
        Assert.Equal(family == "xgboost", loaded.ReadsBitcoin); // its set is the wide one
        Assert.Equal(bundle.Manifest.Files.Count, loaded.Manifest.Files.Count);
        Assert.Equal((family, "v1"), (loaded.Manifest.Family, loaded.Manifest.Version));
        Assert.Equal(bundle.Manifest.TrainedTo, loaded.Manifest.TrainedTo);
        Assert.Equal(bundle.Manifest.Parts.Shadow.To, loaded.AsOf);
        Assert.False(loaded.IsExpired || loaded.IsSigned);
        Assert.Equal(
            Math.Max(model.Thresholds.Coins["SIM001USDT"].MinConfidence, model.Model.Meta.EntryThreshold), loaded.ConfidenceThreshold);
    }

    [HamiltonFact]
    public async Task The_probability_of_overfitting_is_that_of_the_champions_own_search()
    {
        var source = ChampionFolder.Bundle();
        var report = JsonNode.Parse(source.Files[BundleNames.UnitReport])!;
        report["candidates"]!.AsArray().Single()!["overfitting"] = 0.31;
        report["candidates"]!.AsArray().Insert(0, JsonNode.Parse("{\"family\": \"other\", \"horizon\": 4, \"overfitting\": 0.9}"));
        Folder.Promote(source.With(BundleNames.UnitReport, report));
        Folder.Promote(Champion("ETHUSDT", Timeframe.H1, 4));
        var hamilton = await HamiltonAsync();

        Assert.Equal(0.31, (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Overfitting);
        Assert.Null((await hamilton.LoadModelAsync("ETHUSDT", "4h")).Overfitting); // nothing was searched
    }

    [HamiltonFact]
    public async Task An_unknown_coin_or_horizon_is_refused_and_the_message_says_what_there_is()
    {
        var hamilton = await HamiltonAsync();
        Assert.Contains("'BTCUSDT'; there are none", await Refused(hamilton, "BTCUSDT", "1h"), StringComparison.Ordinal);
        Folder.Promote(ChampionFolder.Bundle());
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(
            "(did you mean 'SIM001USDT'?); there are SIM001USDT", await Refused(hamilton, "sim001", "4h"), StringComparison.Ordinal);
        Assert.Contains("looks 1h ahead; it has 4h (1h h4)", await Refused(hamilton, "SIM001USDT", "1h"), StringComparison.Ordinal);
        Assert.Contains("'soon' is not a horizon", await Refused(hamilton, "SIM001USDT", "soon"), StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<InputRefusedException>(
            async () => await hamilton.LoadModelAsync("SIM001USDT", "4h", Timeframe.M15));
        Assert.Contains("looks 4h ahead from 15m candles; it has 4h (1h h4)", refusal.Message, StringComparison.Ordinal);
    }

    [HamiltonFact]
    public async Task Of_timeframes_that_look_as_far_the_one_with_the_higher_net_edge_answers_unless_it_has_expired()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4, edge: 5));
        Folder.Promote(Champion("SIM001USDT", Timeframe.M15, 16, edge: 9, expires: Time.GetUtcNow().AddDays(1)));
        Folder.Promote(Champion("SIM001USDT", Timeframe.M30, 8, edge: double.NaN));
        var hamilton = await HamiltonAsync();

        Assert.Equal(Timeframe.M15, (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.Timeframe);
        Assert.Equal(Timeframe.M30, (await hamilton.LoadModelAsync("SIM001USDT", "4h", Timeframe.M30)).Manifest.Timeframe);
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Timeframe.H1, (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.Timeframe);
    }

    [HamiltonTheory]
    [InlineData("xgboost")]
    [InlineData("cnn-lstm")]
    public async Task A_forecast_by_features_is_that_by_candles_and_that_of_the_model_itself(string family)
    {
        Folder.Promote(ChampionFolder.Bundle(family: family));
        using var model = Folder.Model("v1");
        var own = model.Forecast(TestMarket.Own, TestMarket.Bitcoin, Time.GetUtcNow());
        var hamilton = await HamiltonAsync();

        var byFeatures = await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(TestMarket.Features(model), TestMarket.End));
        var byCandles = await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        foreach (var forecast in new[] { byFeatures, byCandles })
        {
            Assert.Equal(own.Prediction.Down, forecast.Down, 1e-7);
            Assert.Equal(own.Prediction.Flat, forecast.Flat, 1e-7);
            Assert.Equal(own.Prediction.Up, forecast.Up, 1e-7);
            Assert.Equal(own.Prediction.Value, forecast.ExpectedReturn, 1e-7);
            Assert.Equal((own.Prediction.Direction, (double)own.Prediction.Confidence), (forecast.Class, forecast.Confidence));
            Assert.Equal((TestMarket.End, 0, false, false), (forecast.AsOf, forecast.AgeBars, forecast.IsStale, forecast.IsExpired));
            Assert.Equal(("4h", 4, family, "v1"), (forecast.Horizon, forecast.Bars, forecast.Family, forecast.Version));
        }
        Assert.Equal(own.Decision, byCandles.Gate);
    }

    [HamiltonFact]
    public async Task The_gate_of_the_bundle_decides()
    {
        foreach (var action in new[] { GateAction.Active, GateAction.Caution, GateAction.Warmup, GateAction.NoTrade })
        {
            Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4, action: action, version: $"{action}"));
            using var model = Folder.Model($"{action}");
            // The first bar whose forecast is not flat.
            var forecast = await (await HamiltonAsync()).PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End));

            Assert.NotEqual(0, forecast.Class);
            Assert.Equal(action, forecast.Gate.Action);
            Assert.Equal(action is GateAction.Active or GateAction.Caution, forecast.Gate.ShouldTrade);
            Assert.Equal(action switch { GateAction.Active => 1, GateAction.Caution => 0.5, _ => 0 }, forecast.Gate.SizeFactor);
        }
    }

    [HamiltonFact]
    public async Task Features_are_refused_by_name()
    {
        Folder.Promote(ChampionFolder.Bundle(family: "cnn-lstm"));
        using var model = Folder.Model("v1");
        var names = model.Model.Meta.FeatureNames;
        var (first, second) = (names[0], names[1]);
        var hamilton = await HamiltonAsync();

        await Refused(rows => rows[3].Remove(first), $"Row 3 of the features: '{first}' is missing.");
        await Refused(rows => rows[0].Add("moon", 1), "Row 0 of the features: 'moon' is none of the model's features");
        await Refused(
            rows => Rename(rows[7], first, $"{first}_"),
            $"'{first}_' is none of the model's features (did you mean '{first}'?), '{first}' is missing");
        await Refused(rows => rows[5][second] = double.NaN, $"Row 5 of the features: '{second}' is NaN and must be finite");
        await Refused(rows => rows[5][second] = double.PositiveInfinity, $"'{second}' is Infinity and must be finite");
        var few = new NamedFeatures(TestMarket.Features(model)[1..], TestMarket.End);
        Assert.Contains("There are features of 7 bars; the model looks back 8", await Refusal(few), StringComparison.Ordinal);
        var off = new NamedFeatures(TestMarket.Features(model), TestMarket.End.AddMinutes(1));
        Assert.Contains("no multiple of 1h", await Refusal(off), StringComparison.Ordinal);
        var ahead = new NamedFeatures(TestMarket.Features(model), TestMarket.End.AddHours(1));
        Assert.Contains("not closed yet", await Refusal(ahead), StringComparison.Ordinal);

        async Task Refused(Action<Dictionary<string, double>[]> change, string words)
        {
            var rows = TestMarket.Features(model);
            change(rows);
            Assert.Contains(words, await Refusal(new NamedFeatures(rows, TestMarket.End)), StringComparison.Ordinal);
        }

        async Task<string> Refusal(NamedFeatures features) => (await Assert.ThrowsAsync<InputRefusedException>(
            async () => await hamilton.PredictAsync("SIM001USDT", "4h", features))).Message;
    }

    [HamiltonFact]
    public async Task Candles_are_refused_where_they_are_wrong()
    {
        Folder.Promote(ChampionFolder.Bundle());
        var hamilton = await HamiltonAsync();
        var (own, bitcoin) = (TestMarket.Candles.Candles, TestMarket.Candles.Bitcoin);

        await Refused(new([.. own.Take(100), .. own.Skip(101)], bitcoin), "SIM001USDT/1h, candle 100: open_time");
        await Refused(new([.. own.SkipLast(1), own[^1] with { High = -1 }], bitcoin), $"candle {own.Count - 1}: Prices must be");
        await Refused(new([.. own, own[^1] with { OpenTime = own[^1].OpenTime + 3_600_000 }], bitcoin), "It is not closed yet");
        await Refused(new([], bitcoin), "There are no candles of SIM001USDT");
        await Refused(new([.. own.TakeLast(20)], bitcoin), "has 20 candles; its model needs");
        await Refused(new(own), "has features of BTCUSDT: its 1h candles are needed from");
        await Refused(new(own, [.. bitcoin!.SkipLast(1)]), "has features of BTCUSDT: its 1h candles are needed from");

        async Task Refused(RecentCandles candles, string words)
        {
            var refusal = await Assert.ThrowsAsync<InputRefusedException>(
                async () => await hamilton.PredictAsync("SIM001USDT", "4h", candles));
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        }
    }

    [HamiltonFact]
    public async Task Stale_features_are_refused_with_the_time_and_the_bars_since_then()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4, action: GateAction.Active));
        using var model = Folder.Model("v1");
        var (hamilton, features) = (await HamiltonAsync(), new NamedFeatures(Moving(model), TestMarket.End));
        Time.Advance(TimeSpan.FromMinutes(114)); // a minute before the second bar after them closes
        var forecast = await hamilton.PredictAsync("SIM001USDT", "4h", features);
        Assert.Equal((1, true), (forecast.AgeBars, forecast.Gate.ShouldTrade));
        Time.Advance(TimeSpan.FromMinutes(1));

        var refused = await Assert.ThrowsAsync<InputRefusedException>(
            async () => await hamilton.PredictAsync("SIM001USDT", "4h", features));

        Assert.Equal(
            $"closed_at is {TestMarket.End:yyyy-MM-dd HH:mm:ss}Z: The features are stale: their last bar closed 2 bars of 1h ago; "
                + "it must be fewer than 2.",
            refused.Message);
    }

    [HamiltonFact]
    public async Task A_stale_candle_or_features_of_unknown_age_do_not_trade_and_say_why()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4, action: GateAction.Active));
        using var model = Folder.Model("v1");
        var (hamilton, moving) = (await HamiltonAsync(), Moving(model));
        Time.Advance(TimeSpan.FromHours(2));

        var forecast = await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);
        Assert.Equal((true, 2, false, 0), (forecast.IsStale, forecast.AgeBars, forecast.Gate.ShouldTrade, forecast.Gate.SizeFactor));
        Assert.Contains("closed 2 hours ago", forecast.Gate.Reason, StringComparison.Ordinal);
        Assert.Contains("tradable for 2 bars", forecast.Gate.Reason, StringComparison.Ordinal);
        var unknown = await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(moving));
        Assert.Equal((true, null, null, false), (unknown.IsStale, unknown.AsOf, unknown.AgeBars, unknown.Gate.ShouldTrade));
        Assert.Contains("age of the features is not known", unknown.Gate.Reason, StringComparison.Ordinal);
    }

    [HamiltonFact]
    public async Task What_the_regime_gate_does_not_enable_is_forecast_but_not_traded()
    {
        var regime = RegimeNow();
        Folder.Promote(Gated("SIM001USDT", one => one == MarketRegime.Unknown));
        Folder.Promote(Gated("ETHUSDT", _ => true));
        using var model = Folder.Model("v1");
        var hamilton = await HamiltonAsync();
        const int Enough = 2 * 24 + 30 * 24; // two days and the thirty before them

        var byCandles = await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);
        var byFeatures = await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End));
        var byEnough = await hamilton.PredictAsync("SIM001USDT", "4h", Newest(Enough));
        var byFew = await hamilton.PredictAsync("SIM001USDT", "4h", Newest(Enough - 1));
        var everywhere = await hamilton.PredictAsync("ETHUSDT", "4h", new NamedFeatures(Moving(model), TestMarket.End));

        Assert.NotEqual(MarketRegime.Unknown, regime);
        Assert.Equal((regime, false, 0), (byCandles.Regime, byCandles.Gate.ShouldTrade, byCandles.Gate.SizeFactor));
        Assert.Equal(
            $"the regime gate does not enable {SettingText.Of(regime)}: 2.1 ± 3.0 bps over 45 trades on 20 days", byCandles.Gate.Reason);
        Assert.NotEqual(MarketRegime.Unknown, byEnough.Regime);
        // Who holds the regime back does not go round the gate.
        Assert.All([byFeatures, byFew], forecast => Assert.Equal(
            (MarketRegime.Unknown, false, 0, "the regime gate does not enable unknown: it may be any regime, and not every one is enabled"),
            (forecast.Regime, forecast.Gate.ShouldTrade, forecast.Gate.SizeFactor, forecast.Gate.Reason)));
        Assert.Equal((MarketRegime.Unknown, true), (everywhere.Regime, everywhere.Gate.ShouldTrade));
        var ranking = (await hamilton.GetRankingAsync()).ToDictionary(row => row.Coin, row => row.EnabledRegimes);
        Assert.Empty(ranking["SIM001USDT"]!);
        Assert.Equal(Enum.GetValues<MarketRegime>(), ranking["ETHUSDT"]!);
        Assert.Equal(5, (await hamilton.LoadModelAsync("SIM001USDT", "4h")).Manifest.RegimeVerdicts!.Count);

        static RecentCandles Newest(int count) => TestMarket.Candles with { Candles = [.. TestMarket.Candles.Candles.TakeLast(count)] };
    }

    [HamiltonFact]
    public async Task An_expired_champion_forecasts_but_does_not_trade()
    {
        var expires = TestMarket.End.AddDays(-3);
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4, action: GateAction.Active, expires: expires));
        using var model = Folder.Model("v1");
        var hamilton = await HamiltonAsync();

        var forecast = await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End));

        Assert.Equal((true, false, expires), (forecast.IsExpired, forecast.Gate.ShouldTrade, forecast.Expires));
        Assert.Contains($"it expired at {expires:yyyy-MM-dd HH:mm}Z, 3 days ago", forecast.Gate.Reason, StringComparison.Ordinal);
        Assert.True((await hamilton.LoadModelAsync("SIM001USDT", "4h")).IsExpired);
        Assert.False(Assert.Single(await hamilton.GetRankingAsync()).IsTradable);
        var row = Assert.Single(await hamilton.GetDoNotTradeAsync());
        Assert.Equal((BlockedUnit.Expired, expires), (row.Rule, row.Since));
        Assert.True(row.Value > row.Threshold, $"{row.Value} days must be more than {row.Threshold}");
    }

    [HamiltonFact]
    public async Task A_damaged_champion_is_refused_and_stops_no_other()
    {
        Folder.Promote(ChampionFolder.Bundle());
        Folder.Promote(ChampionFolder.Bundle(key: new(new("ETHUSDT", Timeframe.H1), 4)));
        Folder.Damage("v1");
        var hamilton = await HamiltonAsync();

        Assert.Contains("scaler.json", await Refused(hamilton, "SIM001USDT", "4h"), StringComparison.Ordinal);
        Assert.Equal("ETHUSDT", (await hamilton.LoadModelAsync("ETHUSDT", "4h")).Manifest.Coin);
        Assert.Equal("ETHUSDT", Assert.Single(await hamilton.GetRankingAsync()).Coin);
        var row = Assert.Single(await hamilton.GetDoNotTradeAsync(), row => row.Coin == "SIM001USDT");
        Assert.Equal((Timeframe.H1, "4h", BlockedUnit.Damaged), (row.Timeframe, row.Horizon, row.Rule));
        Assert.Contains("scaler.json", row.Reason, StringComparison.Ordinal);
        Assert.Equal(Time.GetUtcNow(), row.Since);
    }

    private protected static Dictionary<string, double>[] Moving(BundleModel model)
    {
        // Features as far from the market's own are refused: rows of the market, of which some forecast is not flat.
        var names = model.Model.Meta.FeatureNames;
        return TestMarket.Rows(model).First(
            rows => model.Model.PredictLast([.. rows.Select(bar => names.Select(name => bar[name]).ToArray())]).Direction != 0);
    }

    /// <summary>A champion that the gate lets trade by its action alone.</summary>
    private protected static BundleSource Champion(
        string coin, Timeframe timeframe, int bars, double edge = 1, double score = 80, GateAction action = GateAction.Active,
        DateTimeOffset? expires = null, string version = "v1")
    {
        var source = ChampionFolder.Bundle(version, new ChampionKey(new(coin, timeframe), bars), change: manifest => manifest with
        {
            Expires = expires,
            RegimeVerdicts = null,
            Metrics = manifest.Metrics with
            {
                Score = score,
                Action = action,
                EntryThreshold = 0,
                Test = manifest.Metrics.Test with { NetEdgeBps = edge },
            },
        });
        return source.Eased(coin, action);
    }

    private static BundleSource Gated(string coin, Func<MarketRegime, bool> enables)
    {
        var source = Champion(coin, Timeframe.H1, 4);
        return source with
        {
            Manifest = source.Manifest with { RegimeVerdicts = Verdicts(enables) },
        };
    }

    private static RegimeVerdict[] Verdicts(Func<MarketRegime, bool> enables) =>
    [
        .. Enum.GetValues<MarketRegime>().Select(one =>
            new RegimeVerdict(one, enables(one), 2.1, 3, 45, 20, "2.1 ± 3.0 bps over 45 trades on 20 days")),
    ];

    private static MarketRegime RegimeNow() => new RegimeClassifier().Classify(TestMarket.Own)[TestMarket.Own.Count - 1];

    private protected Task<IHamilton> HamiltonAsync() => OpenAsync(TimeSpan.FromSeconds(1));

    private static void Rename(Dictionary<string, double> row, string from, string to)
    {
        row.Remove(from, out var value);
        row.Add(to, value);
    }

    private static async Task<string> Refused(IHamilton hamilton, string coin, string horizon) =>
        (await Assert.ThrowsAsync<InputRefusedException>(async () => await hamilton.LoadModelAsync(coin, horizon))).Message;
}
