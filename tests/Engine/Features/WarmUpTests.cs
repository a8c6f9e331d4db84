using Huracan.Engine.Features;

namespace Huracan.Tests.Engine.Features;

public class WarmUpTests
{
    public static TheoryData<string> WideNames => FeatureExamples.WideNames;

    [Theory]
    [MemberData(nameof(WideNames))]
    public void Values_are_finite_from_the_warm_up_on_and_absent_before_it(string name)
    {
        var warmUp = WarmUp(name);
        var column = FeatureExamples.Matrix.Column(name);
        for (var t = 0; t < column.Length; t++)
            Assert.Equal(t >= warmUp, double.IsFinite(column[t]));
    }

    [Theory]
    [MemberData(nameof(WideNames))]
    public void Warm_up_holds_wherever_the_history_starts(string name)
    {
        var spec = Spec(name);
        var warmUp = WarmUp(name);
        for (var start = 0; start < 16; start++)
        {
            var candles = FeatureExamples.Candles.Slice(start, warmUp + 1);
            Assert.True(double.IsFinite(FeatureExamples.Compute(spec, candles, FeatureExamples.Btc)[warmUp]), $"start {start}");
        }
    }

    /// <summary>The first usable value still rests on the first bars: one bar earlier the window would not be full.</summary>
    [Theory]
    [MemberData(nameof(WideNames))]
    public void Warm_up_is_no_longer_than_needed(string name)
    {
        var spec = Spec(name);
        var warmUp = WarmUp(name);
        if (warmUp == 0)
            return;
        var coarse = int.Parse(spec.Parameters.GetValueOrDefault("coarse", "1"), System.Globalization.CultureInfo.InvariantCulture);
        var before = FeatureExamples.Matrix.Column(name)[warmUp];
        var values = new List<double>();
        foreach (var up in new[] { 2.0, 0.5 })
        {
            // one bar after the grid: the worst start for coarse candles
            var (candles, btc) = (FeatureExamples.Candles, FeatureExamples.Btc);
            for (var bar = coarse - 1; bar < 2 * coarse - 1; bar++)
            {
                double[] Move(double[] old) =>
                    [old[0] * 0.9, old[1] * (up > 1 ? 3 : 1.1), old[2] / (up > 1 ? 1.1 : 3), old[3] * up, (old[4] + 1) * 20];
                candles = FeatureExamples.Change(candles, bar, Move);
                btc = FeatureExamples.Change(btc, bar, old => Move(Move(old)));
            }
            values.Add(FeatureExamples.Compute(spec, candles, btc)[warmUp]);
        }
        Assert.Contains(values, value => value != before);
    }

    [Fact]
    public void Exponential_averages_have_forgotten_the_start_to_within_a_third_of_a_percent()
    {
        foreach (var span in new[] { 5, 12, 26, 72 })
            Assert.InRange(Math.Pow(1 - 2.0 / (span + 1), 3 * span), 0.0001, 0.0033);
    }

    [Fact]
    public void Recipe_warms_up_as_long_as_its_slowest_feature()
    {
        Assert.Equal(FeatureExamples.Wide.Names.Max(WarmUp), FeatureExamples.Wide.WarmUp);
        Assert.Equal(FeatureExamples.Wide.WarmUp, FeatureExamples.Matrix.WarmUp);
        Assert.InRange(FeatureExamples.Wide.WarmUp, 1, 300); // daily histories are short
    }

    [Fact]
    public void A_history_shorter_than_the_warm_up_gives_no_values()
    {
        var matrix = FeatureExamples.Wide.Compute(new FeatureInput(FeatureExamples.Candles.Slice(0, 3), FeatureExamples.Btc));
        Assert.Equal(3, matrix.Rows);
        Assert.All(matrix.Column("rsi14").ToArray(), value => Assert.True(double.IsNaN(value)));
        Assert.True(double.IsFinite(matrix.Column("ret1")[1]));
        Assert.Equal(0, FeatureExamples.Wide.For(Empty()).Compute(Empty()).Rows);
    }

    private static FeatureInput Empty() => new(FeatureExamples.Candles.Slice(0, 0));

    private static FeatureSpec Spec(string name) => FeatureExamples.Wide.Specs.Single(spec => spec.Name == name);

    private static int WarmUp(string name) => FeatureCatalog.Default.Create(Spec(name)).WarmUp;
}
