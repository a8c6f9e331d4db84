using Huracan.Engine;
using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Models;

/// <summary>Seeded samples with a pattern that every family can learn: the class follows the first feature of the last bar.</summary>
internal static class MadeUp
{
    public const int Features = 4;

    public static Samples Samples(int count, ulong seed, int firstBar = 40, bool permuted = false)
    {
        var random = new SeededRandom(seed);
        var values = new float[(firstBar + count) * Features];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)random.NextGaussian();
        var table = new FeatureTable(values, Features);
        var bars = Enumerable.Range(firstBar, count).ToArray();
        var classes = new byte[count];
        var returns = new float[count];
        for (var i = 0; i < count; i++)
        {
            var signal = table.Row(bars[i])[0] + 0.2 * random.NextGaussian();
            classes[i] = (byte)(signal < -0.4 ? 0 : signal > 0.4 ? 2 : 1);
            returns[i] = (float)(0.01 * (classes[i] - 1) + 0.001 * random.NextGaussian());
        }
        if (permuted)
            random.Shuffle<byte>(classes);
        return new(table, bars, classes, returns);
    }

    public static double BalancedAccuracy(Samples samples, Prediction[] predictions)
    {
        var right = new double[3];
        var all = new double[3];
        for (var i = 0; i < samples.Count; i++)
        {
            all[samples.Classes[i]]++;
            if (predictions[i].Direction + 1 == samples.Classes[i])
                right[samples.Classes[i]]++;
        }
        return (right[0] / all[0] + right[1] / all[1] + right[2] / all[2]) / 3;
    }

    /// <summary>Mean log loss.</summary>
    public static double Loss(Samples samples, Prediction[] predictions) => predictions
        .Select((p, i) => -Math.Log(samples.Classes[i] switch { 0 => p.Down, 1 => p.Flat, _ => p.Up })).Average();

    public static ModelSettings Settings(string family, params (string Name, double Value)[] values) =>
        new(family, Features, values.ToDictionary(v => v.Name, v => v.Value));
}
