using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Engine.Features;
using Huracan.Engine.Quality.Confidence;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Hamilton;

public abstract partial class HamiltonConformance
{
    [HamiltonFact]
    public async Task The_interval_is_what_a_plain_walk_over_the_past_gives_and_the_same_after_a_restart()
    {
        Folder.Promote(ChampionFolder.Bundle());

        var first = await (await HamiltonAsync()).PredictAsync("SIM001USDT", "4h", TestMarket.Candles);
        var again = await (await HamiltonAsync()).PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        var interval = Assert.IsType<ForecastInterval>(first.Interval);
        Assert.Equal(interval, again.Interval);
        var half = Walked();
        Assert.Equal(0.9, interval.Level);
        Assert.Equal(first.ExpectedReturn - half, interval.Lower, 1e-12);
        Assert.Equal(first.ExpectedReturn + half, interval.Upper, 1e-12);
    }

    [HamiltonFact]
    public async Task An_interval_does_not_know_what_later_candles_taught()
    {
        Folder.Promote(ChampionFolder.Bundle());
        var hamilton = await HamiltonAsync();
        using var model = Folder.Model("v1");
        await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        var earlier = await hamilton.PredictAsync("SIM001USDT", "4h", Until(TestMarket.Own.Count - 20));

        var volatility = TrailingVolatility.Of(TestMarket.Own)[TestMarket.Own.Count - 21];
        Assert.Equal(model.Interval!.Around(earlier.ExpectedReturn, volatility), earlier.Interval);
    }

    [HamiltonFact]
    public async Task There_is_no_interval_for_features_by_name_or_of_a_champion_saved_before_there_were_any()
    {
        Folder.Promote(ChampionFolder.Bundle());
        using var model = Folder.Model("v1");
        var hamilton = await HamiltonAsync();
        Assert.Null((await hamilton.PredictAsync("SIM001USDT", "4h", new NamedFeatures(Moving(model), TestMarket.End))).Interval);

        Folder.Promote(ChampionFolder.Bundle("v2").WithoutIntervals());
        Time.Advance(TimeSpan.FromSeconds(1));
        var old = await hamilton.PredictAsync("SIM001USDT", "4h", TestMarket.Candles);

        Assert.Equal("v2", old.Version);
        Assert.Null(old.Interval);
    }

    [HamiltonFact]
    public async Task A_state_that_no_outcomes_can_have_taught_is_refused_by_its_file()
    {
        var bundle = ChampionFolder.Bundle();
        Folder.Promote(bundle.With(BundleNames.Intervals, Learnt(bundle) with { State = Learnt(bundle).State with { Level = 2 } }));

        var refused = await Refused(await HamiltonAsync(), "SIM001USDT", "4h");

        Assert.Contains($"{BundleNames.Intervals}, key 'state'", refused, StringComparison.Ordinal);
    }

    [HamiltonFact]
    public async Task Intervals_cover_nine_of_ten_returns_of_the_bars_after_test_and_come_back_where_the_errors_have_trebled()
    {
        var bundle = ChampionFolder.Bundle();
        var (calm, learnt) = (bundle, Learnt(bundle));
        // As after a break: the errors are three times as large as those learnt from.
        double[] thirds = [.. learnt.State.Scores.Select(score => score / 3)];
        Folder.Promote(calm);
        var usual = await Covered(1);
        Folder.Promote((calm with { Manifest = calm.Manifest with { Version = "v2" } })
            .With(BundleNames.Intervals, learnt with { State = learnt.State with { Scores = thirds, Rate = 0.05 } }));
        Time.Advance(TimeSpan.FromSeconds(1));
        var broken = await Covered(3);

        // Outcomes five bars apart do not overlap: four standard errors of as many independent ones.
        var margin = 4 * Math.Sqrt(0.9 * 0.1 / usual.Count);
        Assert.InRange(usual.Served, 0.9 - margin, 1);
        Assert.InRange(broken.Kept, 0, 0.7);
        Assert.True(broken.Served > broken.Kept + 0.15, $"{usual}, {broken}");
    }

    // Share of the returns of every fifth bar, the last third of the bars after test alone where asked for, that intervals cover: those
    // served, and those of the bundle's own state.
    private async Task<(double Served, double Kept, int Count)> Covered(int part)
    {
        using var model = Folder.Model(part == 1 ? "v1" : "v2");
        var hamilton = await HamiltonAsync();
        var (own, ahead) = (TestMarket.Own, 1 + model.Model.Meta.Latency + model.Model.Meta.Horizon);
        var known = own.IndexOf(Learnt(ChampionFolder.Bundle()).KnownTo.ToUnixTimeMilliseconds());
        var volatility = TrailingVolatility.Of(own);
        var (served, kept, count) = (0, 0, 0);
        for (var bar = own.Count - (own.Count - known) * (part == 1 ? 3 : 1) / 3; bar + ahead < own.Count; bar += 5)
        {
            var forecast = await hamilton.PredictAsync("SIM001USDT", "4h", Until(bar + 1));
            var outcome = Math.Log(own.Open[bar + ahead] / own.Open[bar + ahead - model.Model.Meta.Horizon]);
            count++;
            served += forecast.Interval is not { } given || Covers(given, outcome) ? 1 : 0; // without bounds
            kept += Covers(model.Interval!.Around(forecast.ExpectedReturn, volatility[bar])!, outcome) ? 1 : 0;
        }
        return ((double)served / count, (double)kept / count, count);
    }

    private static bool Covers(ForecastInterval interval, double outcome) => outcome >= interval.Lower && outcome <= interval.Upper;

    private static RecentCandles Until(int count) =>
        new([.. TestMarket.Candles.Candles.Take(count)], [.. TestMarket.Candles.Bitcoin!.Take(count)]);

    private static LearntIntervals Learnt(BundleSource bundle) =>
        HuracanJson.Deserialize<LearntIntervals>(bundle.Files[BundleNames.Intervals], BundleNames.Intervals);

    // Half the width at the last candle, from the candles and the bundle's state alone.
    private double Walked()
    {
        using var model = Folder.Model("v1");
        var (own, meta) = (TestMarket.Own, model.Model.Meta);
        var learnt = Learnt(ChampionFolder.Bundle());
        var columns = model.Features.Recipe(meta.FeatureSet).For(new FeatureInput(own, TestMarket.Bitcoin))
            .Compute(new FeatureInput(own, TestMarket.Bitcoin)).Columns;
        var (variance, sigma) = (0.0, new double[own.Count]);
        for (var bar = 1; bar < own.Count; bar++)
        {
            var move = Math.Log(own.Close[bar] / own.Close[bar - 1]);
            variance += Math.Max(0.06, 1.0 / bar) * (move * move - variance);
            sigma[bar] = Math.Sqrt(variance);
        }
        var known = own.IndexOf(learnt.KnownTo.ToUnixTimeMilliseconds());
        var ahead = 1 + meta.Latency + meta.Horizon;
        var (alpha, scores) = (learnt.State.Alpha, learnt.State.Scores.ToList());
        var issued = new Dictionary<int, double>();
        for (var bar = known - ahead; bar < own.Count; bar++)
        {
            if (bar - ahead is var past && issued.TryGetValue(past, out var width))
            {
                var outcome = Math.Log(own.Open[bar] / own.Open[bar - meta.Horizon]);
                var score = Math.Abs(outcome - model.Model.Predict(columns, [past])[0].Value) / sigma[past];
                alpha += 0.005 * (0.1 - (score > width ? 1 : 0));
                scores.Add(score);
                if (scores.Count > 1_000)
                    scores.RemoveAt(0);
            }
            var rank = (int)Math.Ceiling((scores.Count + 1) * (1 - alpha) - 1e-9);
            issued[bar] = scores.Order().ElementAt(rank - 1);
        }
        return issued[own.Count - 1] * sigma[^1];
    }
}
