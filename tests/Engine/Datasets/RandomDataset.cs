using Huracan.Engine;
using Huracan.Engine.Datasets;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Datasets;

/// <summary>Datasets of random symbols, parts, gaps and missing labels, with bars of a minute.</summary>
internal static class RandomDataset
{
    public const long Bar = 60_000;

    public static TemporalDataset Make(SeededRandom random, int mostSymbols = 5, int mostRows = 30, int horizon = 3)
    {
        var (times, symbols) = (new List<long>(), new List<DatasetSymbol>());
        for (var s = 1 + random.NextInt(mostSymbols); s > 0; s--)
        {
            var start = times.Count;
            int[] cuts = [.. Enumerable.Range(0, 3).Select(_ => random.NextInt(mostRows)).Order()];
            var time = 1_000 * Bar + random.NextInt(20) * Bar;
            for (var row = 0; row <= cuts[2]; row++, time += Bar * (random.NextInt(6) > 0 ? 1 : 1 + random.NextInt(8)))
                times.Add(time);
            symbols.Add(new DatasetSymbol(
                $"S{symbols.Count:00}", new BarRange(start, start + cuts[0]), new BarRange(start + cuts[0], start + cuts[1]),
                new BarRange(start + cuts[1], times.Count)));
        }
        float[] features = [.. Enumerable.Range(0, 2 * times.Count).Select(_ => (float)random.NextGaussian())];
        sbyte[] classes = [.. times.Select(_ => random.NextInt(8) == 0 ? LabelSet.None : (sbyte)(random.NextInt(3) - 1))];
        float[]? returns = random.NextInt(2) == 0 ? null : [.. classes.Select(c => c == LabelSet.None ? float.NaN : c * 0.01f)];
        return new TemporalDataset(
            ["a", "b"], new FeatureTable(features, 2), [.. times], symbols, [new HorizonLabels(horizon, classes, returns)]);
    }
}
