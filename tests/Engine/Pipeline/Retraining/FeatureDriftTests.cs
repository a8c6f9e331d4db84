using System.Diagnostics;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Splits;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Pipeline.Retraining;

public class FeatureDriftTests(ITestOutputHelper output)
{
    private const double Level = 0.05; // takes 20 windows, hence shorter histories than the default's 100
    private const int Seen = 1700;
    private const int New = 70;

    private static readonly BarRange Reference = new(0, Seen);
    private static readonly BarRange Recent = new(Seen, Seen + New);

    [Fact]
    public void Stationary_candles_drift_in_a_share_of_cases_that_is_the_level()
    {
        const int Markets = 300;
        var alarms = Count(Markets, seed => DriftMarket.Candles(new SimulatorOptions(), seed, Recent.End));

        // 15 are expected; more than 28 have a probability of 1 in 2,000 if each is one in 20.
        output.WriteLine($"{alarms} of {Markets}");
        Assert.InRange(alarms, 2, 28);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1 / 3.0)]
    public void A_change_of_volatility_the_market_never_had_is_found(double factor)
    {
        const int Markets = 40;
        var found = Count(Markets, seed => DriftMarket.Wilder(DriftMarket.Candles(DriftMarket.Even, seed, Recent.End), Seen, factor));

        output.WriteLine($"{found} of {Markets}");
        Assert.InRange(found, 0.9 * Markets, Markets);
    }

    [Fact]
    public void A_change_is_not_found_day_after_day_once_runs_have_had_it()
    {
        const int Markets = 20;
        var found = new int[3];
        for (var seed = 0; seed < Markets; seed++)
        {
            var candles = DriftMarket.Wilder(DriftMarket.Candles(DriftMarket.Even, seed, Seen + 3 * New), Seen, 4);
            var matrix = DriftMarket.Features(candles);
            for (var day = 0; day < found.Length; day++)
            {
                var end = Seen + day * New;
                if (FeatureDrift.Of(matrix, new BarRange(0, end), new BarRange(end, end + New), Level)!.PValue < Level)
                    found[day]++;
            }
        }

        // The second window may be found too: the longest features have only then left the time before the change behind.
        output.WriteLine($"{string.Join(", ", found)} of {Markets}");
        Assert.InRange(found[0], 0.9 * Markets, Markets);
        Assert.InRange(found[2], 0, 0.15 * Markets);
    }

    [Fact]
    public void The_feature_that_changed_is_named_with_its_index()
    {
        var matrix = Noise(1, "calm", "moved");
        Array.ConvertAll(Enumerable.Range(Seen, New).ToArray(), bar => matrix.Columns[1][bar] += 2);

        var drift = FeatureDrift.Of(matrix, Reference, Recent, Level)!;

        Assert.Equal(("moved", 0, 24, New), (drift.Feature, drift.AsFar, drift.Windows, drift.Bars));
        Assert.Equal(1 / 25.0, drift.PValue);
        Assert.Equal(PopulationStability.Index(matrix.Columns[1].AsSpan(0, Seen), matrix.Columns[1].AsSpan(Seen, New)), drift.FeatureIndex);
        Assert.InRange(drift.FeatureUsual, 0, drift.FeatureIndex / 3);
    }

    [Fact]
    public void A_constant_feature_changes_nothing()
    {
        var matrix = Noise(2, "one", "constant");
        Array.Fill(matrix.Columns[1], 3);

        var drift = FeatureDrift.Of(matrix, Reference, Recent, Level)!;
        var alone = FeatureDrift.Of(
            matrix with { Names = ["constant"], Columns = [matrix.Columns[1]] }, Reference, Recent, Level)!;

        Assert.Equal("one", drift.Feature);
        Assert.Equal((0, 1.0), (alone.Excess, alone.PValue));
    }

    [Fact]
    public void Bars_that_warm_up_are_left_out_and_a_level_bounds_the_window()
    {
        var matrix = Noise(3, "some") with { WarmUp = 100 };
        Array.Fill(matrix.Columns[0], double.NaN, 0, 100);

        Assert.Equal(64, FeatureDrift.Of(matrix, Reference, Recent, 0.04)!.Bars); // 1,600 bars hold 25 windows of 64
        Assert.Equal(New, FeatureDrift.Of(matrix, Reference, Recent, 0.06)!.Bars);
        Assert.Null(FeatureDrift.Of(matrix, Reference, Recent, 0.03)); // 33 windows would have 48 bars each
    }

    [Fact]
    public void Too_few_bars_or_windows_tell_nothing()
    {
        var matrix = Noise(4, "some");

        Assert.Null(FeatureDrift.Of(matrix, Reference, new BarRange(Seen, Seen + FeatureDrift.MinBars - 1), Level));
        Assert.NotNull(FeatureDrift.Of(matrix, Reference, new BarRange(Seen, Seen + FeatureDrift.MinBars), Level));
        Assert.Null(FeatureDrift.Of(matrix, new BarRange(0, 999), Recent, Level));
        Assert.NotNull(FeatureDrift.Of(matrix, new BarRange(0, 1000), Recent, Level));
        Assert.Null(FeatureDrift.Of(matrix, Reference, Recent, 0.0001));
        Assert.Null(FeatureDrift.Of(matrix, new BarRange(0, 0), Recent, Level));
    }

    [Fact]
    public void Ranges_out_of_order_and_levels_out_of_range_are_refused()
    {
        var matrix = Noise(5, "some");

        Assert.Throws<ArgumentException>(() => FeatureDrift.Of(matrix, Reference, new BarRange(Seen - 1, Seen + New), Level));
        Assert.Throws<ArgumentException>(() => FeatureDrift.Of(matrix, Reference, new BarRange(Seen, Seen + New + 1), Level));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeatureDrift.Of(matrix, Reference, Recent, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeatureDrift.Of(matrix, Reference, Recent, double.NaN));
    }

    [Fact]
    public void The_same_bars_give_the_same_answer_and_it_costs_little()
    {
        var candles = DriftMarket.Candles(new SimulatorOptions(), 1, 20_700);
        var matrix = DriftMarket.Features(candles);
        var (reference, recent) = (new BarRange(0, 20_000), new BarRange(20_000, 20_700));
        var first = FeatureDrift.Of(matrix, reference, recent, 0.01);
        var clock = Stopwatch.StartNew();
        var second = FeatureDrift.Of(matrix, reference, recent, 0.01);
        output.WriteLine($"{matrix.Columns.Length} features: {clock.Elapsed.TotalMilliseconds:F0} ms, {second}");

        Assert.Equal(first, second);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5)); // some 0.1 s on one core that nobody else uses
    }

    private static int Count(int markets, Func<int, CandleSeries> candles)
    {
        var found = new bool[markets];
        Parallel.For(0, markets, seed =>
            found[seed] = FeatureDrift.Of(DriftMarket.Features(candles(seed)), Reference, Recent, Level)!.PValue < Level);
        return found.Count(isFound => isFound);
    }

    private static FeatureMatrix Noise(int seed, params string[] names)
    {
        var random = new Huracan.Engine.SeededRandom((ulong)seed);
        var columns = Array.ConvertAll(names, _ => Array.ConvertAll(new double[Recent.End], _ => random.NextGaussian()));
        return new FeatureMatrix(names, columns, Recent.End, 0, "none");
    }
}
