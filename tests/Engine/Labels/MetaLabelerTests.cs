using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Labels;
using Huracan.Tests.Engine.Market;

namespace Huracan.Tests.Engine.Labels;

public class MetaLabelerTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(20, 2)]
    public void Labels_equal_those_of_a_slow_twin(int horizon, int latency)
    {
        var series = RandomCandles.Series(900, seed: 8, timeframe: Timeframe.H1, markedShare: 0.003);
        var random = new SeededRandom(3);
        sbyte[] sides = [.. Enumerable.Range(0, series.Count).Select(_ => (sbyte)(random.NextInt(3) - 1))];
        var options = new TripleBarrierOptions { Horizon = horizon, Latency = latency, SpanDays = 5, WarmUpDays = 3 };

        var labels = new MetaLabeler(options).Label(series, sides);

        var target = new TripleBarrierLabeler(options).Target(series);
        for (var t = 0; t < series.Count; t++)
        {
            var expected = sides[t] == 0 || double.IsNaN(target[t])
                ? null
                : TripleBarrierLabelerTests.Twin(series, t, options, sides[t], target[t]);
            Assert.Equal(expected is not null, labels.Has(t));
            if (expected is not { } twin)
                continue;
            Assert.Equal(twin.Bar, labels.Ends[t]);
            Assert.InRange(labels.Returns[t] - twin.Return, -1e-13, 1e-13);
            Assert.Equal(sides[t] * twin.Return > options.MinReturn ? sides[t] : 0, labels.Classes[t]);
        }
        Assert.Equal(sides, labels.Sides);
        Assert.Equal(4, Enumerable.Range(0, series.Count).Where(labels.Has).Select(t => (sides[t], labels.Classes[t])).Distinct().Count());
    }

    [Fact]
    public void There_must_be_a_side_for_each_candle() =>
        Assert.Throws<ArgumentException>(() => new MetaLabeler(new()).Label(RandomCandles.Series(600), []));
}
