using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Features.Rolling;

/// <summary>Sliding sums against each window computed on its own, on columns that ruin running sums.</summary>
public class WindowStabilityTests
{
    private const int Count = 700;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(96)]
    [InlineData(350)]
    public void Volume_score_survives_a_spike_of_fifteen_orders(int period)
    {
        var volume = Volumes(1);
        volume[200] = 1e15;
        var column = FeatureExamples.Compute(FeatureExamples.Spec("x", "volume_zscore", Period(period)), Series(Prices(1, 1), volume));
        for (var t = period - 1; t < Count; t++)
        {
            var window = volume[(t - period + 1)..(t + 1)];
            AssertNear((volume[t] - window.Average()) / Std(window), column[t], 1, t);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(333)]
    public void Deviation_survives_a_price_far_above_its_moves(int period)
    {
        var close = Prices(2, 1e9);
        var column = FeatureExamples.Compute(
            FeatureExamples.Spec("x", "bollinger", ("line", "bandwidth"), Period(period)), Series(close, Volumes(2)));
        for (var t = period - 1; t < Count; t++)
        {
            var window = close[(t - period + 1)..(t + 1)];
            AssertNear(4 * Std(window) / window.Average(), column[t], 0, t);
        }
    }

    [Theory]
    [InlineData("stochastic", 2)]
    [InlineData("stochastic", 14)]
    [InlineData("stochastic", 200)]
    public void Extremes_are_those_of_each_window(string kind, int period)
    {
        var series = Series(Prices(3, 1), Volumes(3));
        var column = FeatureExamples.Compute(FeatureExamples.Spec("x", kind, Period(period)), series);
        for (var t = period - 1; t < Count; t++)
        {
            var highest = series.High[(t - period + 1)..(t + 1)].ToArray().Max();
            var lowest = series.Low[(t - period + 1)..(t + 1)].ToArray().Min();
            AssertNear(100 * (series.Close[t] - lowest) / (highest - lowest), column[t], 1, t);
        }
    }

    [Fact]
    public void A_still_market_gives_the_neutral_value_of_every_feature()
    {
        var price = Enumerable.Repeat(3.3, Count).ToArray();
        var still = Series(price, new double[Count]);
        var btc = new CandleSeries("BTCUSDT", still.Timeframe, still.OpenTimes.ToArray(), price, price, price, price, new double[Count]);
        var recipe = FeatureExamples.Wide;
        var matrix = recipe.Compute(new Huracan.Engine.Features.FeatureInput(still, btc));
        var neutral = new Dictionary<string, double>
        {
            ["rsi7"] = 50,
            ["rsi14"] = 50,
            ["rsi28"] = 50,
            ["c4_rsi14"] = 50,
            ["c16_rsi14"] = 50,
            ["btc_rsi14"] = 50,
            ["mfi14"] = 50,
            ["stoch_k14"] = 50,
            ["stoch_d14"] = 50,
            ["c4_stoch14"] = 50,
            ["range_pos96"] = 50,
            ["williams_r28"] = -50,
            ["aroon_up25"] = 100,
            ["aroon_down25"] = 100,
            ["vol_ratio"] = 1,
            ["rel_volume24"] = 1,
            ["amihud24"] = 1,
            ["rel_range24"] = 1,
            ["var_ratio4_96"] = 1,
            ["var_ratio16_96"] = 1,
            ["downside48"] = 0.5,
            ["bb_pctb"] = 0.5,
            ["rise_share24"] = 0.5,
        };
        foreach (var name in recipe.Names.Where(name =>
            !name.EndsWith("_sin", StringComparison.Ordinal)
            && !name.EndsWith("_cos", StringComparison.Ordinal)
            && name != "frac_diff04")) // the hours go on, and a fractional difference keeps the level
            Assert.True(
                Math.Abs(matrix.Column(name)[^1] - neutral.GetValueOrDefault(name)) < 1e-12, $"{name} is {matrix.Column(name)[^1]}");
    }

    private static (string Key, string Value) Period(int period) =>
        ("period", period.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static double[] Prices(ulong seed, double level)
    {
        var random = new SeededRandom(seed);
        return Enumerable.Range(0, Count).Select(_ => level + random.NextDouble()).ToArray();
    }

    private static double[] Volumes(ulong seed)
    {
        var random = new SeededRandom(seed).Fork("volume");
        return Enumerable.Range(0, Count).Select(_ => 1 + random.NextDouble()).ToArray();
    }

    private static CandleSeries Series(double[] close, double[] volume) =>
        new(
            "X", Timeframe.M15, Enumerable.Range(0, Count).Select(i => i * Timeframe.M15.Milliseconds).ToArray(), close, close, close,
            close, volume);

    private static double Std(double[] window)
    {
        var mean = window.Average(value => value - window[0]);
        return Math.Sqrt(window.Sum(value => Math.Pow(value - window[0] - mean, 2)) / (window.Length - 1));
    }

    private static void AssertNear(double expected, double actual, double usual, int bar) =>
        Assert.True(
            Math.Abs(actual - expected) <= 1e-9 * Math.Max(Math.Abs(expected), usual), $"bar {bar}: {actual:R}, on its own {expected:R}");
}
