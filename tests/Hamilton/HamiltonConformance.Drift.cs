using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;

namespace Huracan.Tests.Hamilton;

public abstract partial class HamiltonConformance
{
    [HamiltonFact]
    public async Task Features_far_outside_of_the_training_data_do_not_trade_and_the_feature_is_named()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4));
        using var model = Folder.Model("v1");
        var (hamilton, rows) = (await HamiltonAsync(), Moving(model));
        Assert.True((await Predict()).Gate.ShouldTrade);
        var name = model.Model.Meta.FeatureNames[3];
        rows[^1][name] = 1e6;

        var forecast = await Predict();

        Assert.Equal((false, 0), (forecast.Gate.ShouldTrade, forecast.Gate.SizeFactor));
        Assert.Contains("far outside of the training data", forecast.Gate.Reason, StringComparison.Ordinal);
        Assert.Contains($"'{name}', which is 1E+06", forecast.Gate.Reason, StringComparison.Ordinal);
        Assert.Matches(@"distance is [0-9.]+, above [0-9.]+;", forecast.Gate.Reason);
        Assert.True(Assert.Single(await hamilton.GetRankingAsync()).IsTradable); // one row says nothing of the next

        ValueTask<ChampionForecast> Predict() => hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(rows, TestMarket.End));
    }

    [HamiltonFact]
    public async Task A_champion_saved_before_there_were_references_trades_as_it_did()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4).WithoutReference());
        using var model = Folder.Model("v1");
        var hamilton = await HamiltonAsync();

        Assert.True((await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End))).Gate.ShouldTrade);
        await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);
        Assert.Empty(await hamilton.GetDoNotTradeAsync());
    }

    [HamiltonFact]
    public async Task What_candles_show_of_drift_is_in_both_lists_and_holds_for_forecasts_by_features()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4).FarFromAll());
        using var model = Folder.Model("v1");
        var hamilton = await HamiltonAsync();
        Assert.True(Assert.Single(await hamilton.GetRankingAsync()).IsTradable);
        var byCandles = await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        var byFeatures = await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End));

        Assert.False(byCandles.Gate.ShouldTrade || byFeatures.Gate.ShouldTrade);
        Assert.Contains("mean distance of the newest 50 bars", byFeatures.Gate.Reason, StringComparison.Ordinal);
        Assert.False(Assert.Single(await hamilton.GetRankingAsync()).IsTradable);
        var row = Assert.Single(await hamilton.GetDoNotTradeAsync());
        Assert.Equal(("SIM001USDT", Timeframe.H1, "4h", BlockedUnit.OutOfDistribution), (row.Coin, row.Timeframe, row.Horizon, row.Rule));
        Assert.True(row.Value > row.Threshold);
        Assert.Equal(TestMarket.End, row.Since);
        Assert.Contains("a champion trained on newer candles", row.Remedy, StringComparison.Ordinal);
    }

    [HamiltonFact]
    public async Task What_the_factory_found_of_drift_is_in_both_lists_and_stays_where_candles_cannot_tell()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4));
        Folder.Report(Report(RunId) with
        {
            Drift =
            [
                Found("SIM001USDT", "v0", DriftFinding.Drift, DriftLevel.Alarm), // of another version
                Found("SIM001USDT", "v1", DriftFinding.OutOfDistribution, DriftLevel.Warn),
            ],
        });
        var hamilton = await HamiltonAsync();

        var row = Assert.Single(await hamilton.GetDoNotTradeAsync());

        Assert.Equal(
            (BlockedUnit.OutOfDistribution, 5_000.0, 4_000.0, TestMarket.End.AddHours(-1)),
            (row.Rule, row.Value, row.Threshold, row.Since));
        Assert.StartsWith("on paper only: ", row.Reason, StringComparison.Ordinal);
        Assert.False(Assert.Single(await hamilton.GetRankingAsync()).IsTradable);
        using var model = Folder.Model("v1");
        var features = new NamedFeatures(Moving(model), TestMarket.End);
        Assert.Contains(
            "on paper only: the test", (await hamilton.PredictAsync("SIM001USDT", "4h", features)).Gate.Reason, StringComparison.Ordinal);
        Assert.False((await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles)).Gate.ShouldTrade);
        Assert.Single(await hamilton.GetDoNotTradeAsync()); // this model's reference does not have the rule
    }

    [HamiltonFact]
    public async Task Drift_that_runs_of_the_factory_found_in_a_row_is_so_since_the_first_of_them()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4));
        var levels = new[] { DriftLevel.Alarm, DriftLevel.Ok, DriftLevel.Warn, DriftLevel.Alarm };
        for (var i = 0; i < levels.Length; i++)
            Folder.Report(Report($"2026020{i + 1}T063000Z-0123abcd") with
            {
                Drift = [Found("SIM001USDT", "v1", DriftFinding.Drift, levels[i], hoursAgo: levels.Length - i)],
            });

        var row = Assert.Single(await (await HamiltonAsync()).GetDoNotTradeAsync());

        Assert.Equal((BlockedUnit.Drift, TestMarket.End.AddHours(-2)), (row.Rule, row.Since));
        Assert.Equal("the test says so", row.Reason); // as the newest has it
    }

    private static ChampionDrift Found(string coin, string version, string rule, DriftLevel level, int hoursAgo = 1) => new(
        coin, Timeframe.H1, 4,
        new DriftReport(
            version, TestMarket.End.AddHours(-hoursAgo), [new DriftFinding(rule, level, 5_000, 4_000, "the test says so")], null));
}
