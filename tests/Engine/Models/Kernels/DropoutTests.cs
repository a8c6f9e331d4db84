using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

public sealed class DropoutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public void The_share_is_dropped_and_the_mean_stays(double share)
    {
        var factors = new float[128];
        var (dropped, sum) = (0, 0.0);
        for (var row = 0; row < 1000; row++)
        {
            new Dropout(share).Draw(7, row, factors);
            dropped += factors.Count(f => f == 0);
            sum += factors.Sum();
        }
        Assert.Equal(share, dropped / 128000.0, 0.005);
        Assert.Equal(1, sum / 128000, 0.03);
        if (share == 0)
            Assert.Equal(0, dropped);
    }

    [Fact]
    public void Factors_depend_on_seed_row_and_unit_alone()
    {
        float[] Draw(ulong seed, int row, int units)
        {
            var factors = new float[units];
            new Dropout(0.5).Draw(seed, row, factors);
            return factors;
        }
        Assert.Equal(Draw(1, 5, 64), Draw(1, 5, 200)[..64]);
        Assert.NotEqual(Draw(1, 5, 64), Draw(1, 6, 64));
        Assert.NotEqual(Draw(1, 5, 64), Draw(2, 5, 64));
    }
}
