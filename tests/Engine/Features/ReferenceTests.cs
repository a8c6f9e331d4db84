using Huracan.Engine.Features;

namespace Huracan.Tests.Engine.Features;

public class ReferenceTests
{
    private static readonly Dictionary<string, double[]> Reference = FeatureExamples.ReadTable("reference.csv");

    public static TheoryData<string> WideNames => FeatureExamples.WideNames;

    [Theory]
    [MemberData(nameof(WideNames))]
    public void Feature_agrees_with_pandas_and_numpy(string name)
    {
        var expected = Reference[name];
        var actual = FeatureExamples.Matrix.Column(name);
        var warmUp = FeatureCatalog.Default.Create(FeatureExamples.Wide.Specs.Single(spec => spec.Name == name)).WarmUp;
        Assert.True(warmUp + 200 < actual.Length);
        // A value near zero is a difference of larger ones: there 1e-9 is of the column's usual size, not of the value.
        var usual = expected.Skip(warmUp).Average(Math.Abs);
        for (var t = warmUp; t < actual.Length; t++)
        {
            var error = Math.Abs(actual[t] - expected[t]);
            Assert.True(error <= 1e-9 * Math.Max(Math.Abs(expected[t]), usual), $"{name}[{t}] is {actual[t]:R}, reference {expected[t]:R}");
        }
    }

    [Fact]
    public void Reference_covers_every_column_of_the_wide_set_and_no_other() =>
        Assert.Equal(Reference.Keys.Order(StringComparer.Ordinal), FeatureExamples.Wide.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Reference_candles_hold_the_degenerate_bars()
    {
        var candles = FeatureExamples.Candles;
        var bars = Enumerable.Range(0, candles.Count).ToArray();
        Assert.Contains(bars, t => candles.High[t] == candles.Low[t] && candles.Volume[t] == 0);
        Assert.Contains(bars, t => candles.High[t] == candles.Low[t] && candles.Volume[t] > 0);
        Assert.Contains(bars, t => candles.High[t] > candles.Low[t] && candles.Volume[t] == 0);
        Assert.Equal(1, candles.OpenTimes[0] / candles.Timeframe.Milliseconds % 16);
    }
}
