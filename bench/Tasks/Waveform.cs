using Huracan.Engine;
using Huracan.Engine.Models;

namespace Huracan.Bench.Tasks;

/// <summary>
/// The waveform recognition of Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984 (also in the UCI
/// repository): mixtures of two of three triangles at 21 points, with noise of deviation 1. The best possible error is 14 %.
/// </summary>
internal static class Waveform
{
    /// <summary>Points of a wave.</summary>
    public const int Points = 21;

    /// <summary>Waves of the three classes, as one row of 21 features each, or as a window of 21 bars of one feature.</summary>
    public static Samples Make(int count, ulong seed, bool asWindow)
    {
        var random = new SeededRandom(seed);
        var values = new float[count * Points];
        var classes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            classes[i] = (byte)random.NextInt(3);
            var share = random.NextDouble();
            var (first, second) = classes[i] switch { 0 => (11, 15), 1 => (11, 7), _ => (15, 7) };
            for (var point = 1; point <= Points; point++)
                values[i * Points + point - 1] = (float)(
                    share * Triangle(point - first) + (1 - share) * Triangle(point - second) + random.NextGaussian());
        }
        int[] bars = [.. Enumerable.Range(0, count).Select(i => asWindow ? (i + 1) * Points - 1 : i)];
        return new Samples(new FeatureTable(values, asWindow ? 1 : Points), bars, classes, new float[count]);
    }

    private static double Triangle(int distance) => Math.Max(6 - Math.Abs(distance), 0);
}
