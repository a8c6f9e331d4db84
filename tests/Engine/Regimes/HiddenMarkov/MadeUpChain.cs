using Huracan.Engine;
using Huracan.Engine.Regimes.HiddenMarkov;

namespace Huracan.Tests.Engine.Regimes.HiddenMarkov;

/// <summary>Random chains and observations of them.</summary>
internal static class MadeUpChain
{
    public static HiddenMarkovChain Of(ulong seed, int states, int columns)
    {
        var random = new SeededRandom(seed);
        double[] Distribution(int favourite)
        {
            double[] row = [.. Enumerable.Range(0, states).Select(k => random.NextDouble() + (k == favourite ? 5 : 0))];
            return Array.ConvertAll(row, value => value / row.Sum());
        }
        double[][] Table(Func<double> value) =>
            [.. Enumerable.Range(0, states).Select(_ => Enumerable.Range(0, columns).Select(_ => value()).ToArray())];
        return new HiddenMarkovChain(
            Distribution(-1), [.. Enumerable.Range(0, states).Select(Distribution)], Table(() => 2 * random.NextGaussian()),
            Table(() => 0.3 + random.NextDouble()));
    }

    public static double[] Observe(HiddenMarkovChain chain, ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        int Draw(double[] row)
        {
            var place = random.NextDouble();
            var k = 0;
            while (k < row.Length - 1 && place >= row[k])
                place -= row[k++];
            return k;
        }
        var rows = new List<double>();
        var state = Draw(chain.Initial);
        for (var t = 0; t < count; t++)
        {
            for (var d = 0; d < chain.Means[0].Length; d++)
                rows.Add(chain.Means[state][d] + Math.Sqrt(chain.Variances[state][d]) * random.NextGaussian());
            state = Draw(chain.Transitions[state]);
        }
        return [.. rows];
    }
}
