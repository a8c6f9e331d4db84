using Huracan.Engine.Features;

namespace Huracan.Tests.Engine.Features;

public class CausalityTests
{
    public static TheoryData<string> WideNames => FeatureExamples.WideNames;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(97)]
    [InlineData(300)]
    [InlineData(383)]
    [InlineData(384)]
    [InlineData(385)]
    [InlineData(471)]
    [InlineData(555)]
    [InlineData(559)]
    public void Adding_future_candles_changes_no_past_value_of_any_feature(int bars)
    {
        var prefix = FeatureExamples.Candles.Slice(0, bars);
        Compare(FeatureExamples.Wide.Compute(new FeatureInput(prefix, FeatureExamples.Btc.Slice(0, bars))), bars);
        Compare(FeatureExamples.Wide.Compute(new FeatureInput(prefix, FeatureExamples.Btc)), bars); // BTC may be ahead
    }

    [Theory]
    [MemberData(nameof(WideNames))]
    public void Changing_a_candle_changes_no_value_before_it(string name)
    {
        const int Bar = 446; // the last part of a coarse candle, so that its close is one of 4 and 16 bars too
        var changed = FeatureExamples.Change(FeatureExamples.Candles, Bar, bar =>
            [bar[0] * 1.2, bar[1] * 3, bar[2] / 3, bar[3] * 0.9, bar[4] * 7]);
        var btc = FeatureExamples.Change(FeatureExamples.Btc, Bar, bar => [bar[0], bar[1], bar[2], bar[3] * 0.8, bar[4]]);
        var column = FeatureExamples.Wide.Compute(new FeatureInput(changed, btc)).Column(name);
        Assert.True(Same(column[..Bar], FeatureExamples.Matrix.Column(name)[..Bar]));
        if (!name.EndsWith("_sin", StringComparison.Ordinal) && !name.EndsWith("_cos", StringComparison.Ordinal))
            Assert.False(Same(column, FeatureExamples.Matrix.Column(name)), "the feature does not see the candle at all");
    }

    [Fact]
    public void A_coarse_value_appears_with_the_close_of_its_last_part_and_not_before()
    {
        var spec = FeatureExamples.Spec("x", "log_return", ("coarse", "4"));
        var candles = FeatureExamples.Candles; // opens one bar after the grid of 4: coarse candles open at bars 3, 7, 11, …
        var column = FeatureExamples.Compute(spec, candles);
        for (var t = 10; t < candles.Count; t++)
        {
            var last = t - (t - 2) % 4; // the last bar so far that closes a coarse candle: 10, 14, 18, …
            Assert.Equal(Math.Log(candles.Close[last] / candles.Close[last - 4]), column[t], 1e-13);
        }
    }

    private static void Compare(FeatureMatrix part, int bars)
    {
        foreach (var name in part.Names)
            Assert.True(Same(part.Column(name), FeatureExamples.Matrix.Column(name)[..bars]), name);
    }

    private static bool Same(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var t = 0; t < a.Length; t++)
        {
            if (BitConverter.DoubleToInt64Bits(a[t]) != BitConverter.DoubleToInt64Bits(b[t]))
                return false;
        }
        return a.Length == b.Length;
    }
}
