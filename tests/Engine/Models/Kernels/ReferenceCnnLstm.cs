using Huracan.Engine.Models;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

/// <summary>The network's mean loss as the papers write it, in double precision, from weights by PyTorch's names.</summary>
internal sealed class ReferenceCnnLstm(int features, int channels, int kernelSize, int hidden, int lookback)
{
    public double Loss(
        Dictionary<string, double[]> weights, FeatureTable table, int[] bars, byte[] classes, float[] sampleWeights,
        Func<int, int, double> dropout)
    {
        double sum = 0, all = 0;
        for (var i = 0; i < bars.Length; i++)
        {
            var logits = Logits(weights, table, bars[i], h => dropout(i, h));
            var weight = sampleWeights.Length == 0 ? 1 : sampleWeights[i];
            all += weight;
            sum += weight * (Math.Log(logits.Sum(Math.Exp)) - logits[classes[i]]);
        }
        return sum / all;
    }

    public double[] Logits(Dictionary<string, double[]> weights, FeatureTable table, int bar, Func<int, double> dropout)
    {
        var (h, c) = (new double[hidden], new double[hidden]);
        for (var t = 0; t < lookback; t++)
        {
            var x = Enumerable.Range(0, channels).Select(channel => Filter(weights, table, bar - lookback + 1, t, channel)).ToArray();
            double Gate(int gate, int unit)
            {
                var row = gate * hidden + unit;
                var sum = weights["lstm.bias_ih_l0"][row] + weights["lstm.bias_hh_l0"][row];
                for (var i = 0; i < channels; i++)
                    sum += weights["lstm.weight_ih_l0"][row * channels + i] * x[i];
                for (var i = 0; i < hidden; i++)
                    sum += weights["lstm.weight_hh_l0"][row * hidden + i] * h[i];
                return gate == 2 ? Math.Tanh(sum) : 1 / (1 + Math.Exp(-sum));
            }
            var next = Enumerable.Range(0, hidden).Select(u => Gate(1, u) * c[u] + Gate(0, u) * Gate(2, u)).ToArray();
            (h, c) = ([.. Enumerable.Range(0, hidden).Select(u => Gate(3, u) * Math.Tanh(next[u]))], next);
        }
        return [.. Enumerable.Range(0, CnnLstmLayout.Classes).Select(k => weights["head.bias"][k]
            + Enumerable.Range(0, hidden).Sum(u => weights["head.weight"][k * hidden + u] * h[u] * dropout(u)))];
    }

    private double Filter(Dictionary<string, double[]> weights, FeatureTable table, int first, int t, int channel)
    {
        var sum = weights["conv.bias"][channel];
        for (var k = 0; k < kernelSize; k++)
        {
            var bar = t + k - kernelSize / 2;
            for (var f = 0; bar >= 0 && bar < lookback && f < features; f++)
                sum += weights["conv.weight"][(channel * features + f) * kernelSize + k] * table.Values[(first + bar) * features + f];
        }
        return Math.Max(0, sum);
    }
}
