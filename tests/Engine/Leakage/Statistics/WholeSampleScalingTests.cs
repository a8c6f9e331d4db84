using Huracan.Engine;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Tests.Engine.Leakage.Statistics;

public class WholeSampleScalingTests
{
    private static readonly double[] Raw = Noise(new SeededRandom(4));

    [Fact]
    public void Scaling_by_all_rows_is_found_whatever_the_scaler()
    {
        Assert.True(IsFound(Standard(Raw, Raw)));
        var (least, most) = (Raw.Min(), Raw.Max());
        Assert.True(IsFound(Array.ConvertAll(Raw, x => (x - least) / (most - least))));
        Assert.True(IsFound(Array.ConvertAll(Raw, x => 2 * (x - least) / (most - least) - 1)));
        double[] sorted = [.. Raw.Order()];
        double At(double share) =>
            sorted[(int)(share * 1_999)] + share * 1_999 % 1 * (sorted[(int)(share * 1_999) + 1] - sorted[(int)(share * 1_999)]);
        Assert.True(IsFound(Array.ConvertAll(Raw, x => (x - At(0.5)) / (At(0.75) - At(0.25)))));
    }

    [Fact]
    public void Scaling_by_train_alone_and_rounded_files_are_told_apart()
    {
        Assert.False(IsFound(Standard(Raw, Raw[..1_200])));
        Assert.False(IsFound(Raw));
        Assert.True(IsFound(Array.ConvertAll(Standard(Raw, Raw), x => Math.Round(x, 4))));
        var (least, most) = (Raw[..1_200].Min(), Raw[..1_200].Max());
        Assert.False(IsFound(Array.ConvertAll(Raw, x => Math.Clamp((x - least) / (most - least), 0, 1) * 0.999)));
        Assert.False(IsFound([.. Raw.Select((_, i) => (double)(i % 2))])); // a flag
    }

    private static double[] Noise(SeededRandom random) => [.. Enumerable.Range(0, 2_000).Select(_ => 3 + 2 * random.NextGaussian())];

    private static double[] Standard(double[] values, double[] by)
    {
        var mean = by.Average();
        var deviation = Math.Sqrt(by.Average(x => (x - mean) * (x - mean)));
        return Array.ConvertAll(values, x => (x - mean) / deviation);
    }

    private static bool IsFound(double[] values) => !WholeSampleScaling.Run([new KnownColumn("x", values)]).IsClean;
}
