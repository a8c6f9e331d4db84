using Huracan.Engine;

namespace Huracan.Tests.Engine;

public sealed class FixedOrderTests
{
    [Fact]
    public void Sums_are_of_sixteen_partial_sums_then_of_the_rest_one_by_one()
    {
        var random = new SeededRandom(3);
        for (var n = 0; n < 70; n++)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(_ => random.NextGaussian())];
            double[] y = [.. Enumerable.Range(0, n).Select(_ => random.NextGaussian())];
            Assert.Equal(Expected(x), FixedOrder.Sum(x));
            Assert.Equal(Expected([.. x.Zip(y, (a, b) => a * b)]), FixedOrder.Dot(x, y));
            float[] z = [.. x.Select(number => (float)number)];
            Assert.Equal(Expected([.. z.Select(number => (double)number * number)]), FixedOrder.SumOfSquares(z));
        }
    }

    [Fact]
    public void Vectors_of_unequal_length_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedOrder.Dot(new double[3], new double[4]));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_gradient_that_is_not_finite_shows_in_the_norm(float value)
    {
        for (var at = 0; at < 50; at++)
        {
            var gradients = new float[50];
            gradients[at] = value;
            Assert.False(double.IsFinite(FixedOrder.SumOfSquares(gradients)));
        }
    }

    [Fact]
    public void The_largest_gradients_do_not_overflow() =>
        Assert.Equal(float.MaxValue * 10.0, Math.Sqrt(FixedOrder.SumOfSquares([.. Enumerable.Repeat(float.MaxValue, 100)])), 1e25);

    private static double Expected(double[] terms)
    {
        var partial = new double[16];
        var whole = terms.Length / 16 * 16;
        for (var i = 0; i < whole; i++)
            partial[i % 16] += terms[i];
        var sum = 0.0;
        for (var lane = 0; lane < 8; lane++)
            sum += partial[lane] + partial[lane + 8];
        return terms[whole..].Aggregate(sum, (total, term) => total + term);
    }
}
