using Huracan.Engine;
using Huracan.Engine.Consensus;

namespace Huracan.Tests.Engine.Consensus;

public class PairMomentsTests
{
    [Fact]
    public void They_are_those_of_all_pairs_with_their_weights()
    {
        const double Decay = 0.97;
        var random = new SeededRandom(4);
        var pairs = Enumerable.Range(0, 400).Select(_ => (X: random.NextGaussian(), E: random.NextGaussian())).ToArray();
        var y = pairs.Select(pair => 0.4 * pair.X + pair.E + 7).ToArray();
        var moments = default(PairMoments);
        for (var i = 0; i < pairs.Length; i++)
            moments = moments.Forget(Decay).Add(pairs[i].X, y[i]);

        var weights = pairs.Select((_, i) => Math.Pow(Decay, pairs.Length - 1 - i)).ToArray();
        var total = weights.Sum();
        var (meanX, meanY) = (weights.Zip(pairs, (w, p) => w * p.X).Sum() / total, weights.Zip(y, (w, v) => w * v).Sum() / total);
        double Sum(Func<int, double> of) => weights.Select((w, i) => w * of(i)).Sum();
        var expected = Sum(i => (pairs[i].X - meanX) * (y[i] - meanY))
            / Math.Sqrt(Sum(i => Math.Pow(pairs[i].X - meanX, 2)) * Sum(i => Math.Pow(y[i] - meanY, 2)));

        Assert.Equal(expected, moments.Correlation, 12);
        Assert.Equal(total * total / weights.Sum(w => w * w), moments.EffectiveCount, 9);
    }

    [Fact]
    public void Equal_numbers_correlate_exactly_and_the_order_of_the_two_does_not_matter()
    {
        var random = new SeededRandom(9);
        PairMoments same = default, one = default, other = default;
        for (var i = 0; i < 1_000; i++)
        {
            var (x, y) = (random.NextGaussian(), random.NextGaussian());
            same = same.Forget(0.99).Add(x, x);
            one = one.Forget(0.99).Add(x, y);
            other = other.Forget(0.99).Add(y, x);
            Assert.True(i == 0 || same.Correlation == 1);
        }
        Assert.Equal(one.Correlation, other.Correlation);
    }

    [Fact]
    public void What_never_moved_correlates_with_nothing()
    {
        var moments = default(PairMoments).Add(0.5, 1).Add(0.5, -2).Add(0.5, 3);

        Assert.Equal(0, moments.Correlation);
        Assert.Equal((0, 0), (default(PairMoments).Correlation, default(PairMoments).EffectiveCount));
    }
}
