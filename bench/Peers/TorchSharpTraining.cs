using Huracan.Bench.Measuring;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using Huracan.Tests.Engine.Models.Networks;
using static TorchSharp.torch;

namespace Huracan.Bench.Peers;

/// <summary>A CNN-LSTM trained by TorchSharp's autograd, loss, clipping and AdamW.</summary>
internal static class TorchSharpTraining
{
    /// <summary>Of TorchSharp's modules: no code of ours in a step.</summary>
    public static double Run(Samples rows, int batch, int epochs, Laps laps, (int Hidden, int Lookback) shape) =>
        Run(rows, batch, epochs, laps, shape.Lookback, () => new LibraryCnnLstm(rows.Table.Features, 32, 3, shape.Hidden, 0.2));

    /// <summary>The same, but with our LSTM.</summary>
    public static double RunOurLstm(Samples rows, int batch, int epochs, Laps laps, (int Hidden, int Lookback) shape) =>
        Run(rows, batch, epochs, laps, shape.Lookback, () => new CnnLstm(rows.Table.Features, 32, 3, shape.Hidden, 0.2));

    /// <summary>One epoch to warm up, then laps of an epoch each; returns the last epoch's mean loss.</summary>
    public static double Run(
        Samples rows, int batch, int epochs, Laps laps, int lookback, Func<nn.Module<Tensor, Tensor>> create)
    {
        LibTorch.Load();
        manual_seed(1);
        var features = rows.Table.Features;
        using var network = create();
        using var optimizer = optim.AdamW(network.parameters(), 1e-3, weight_decay: 1e-4);
        using var scope = NewDisposeScope();
        var windows = tensor(rows.Table.Values).unfold(0, lookback * features, features);
        var starts = tensor(Array.ConvertAll(rows.Bars, bar => (long)bar - lookback + 1));
        var classes = tensor(Array.ConvertAll(rows.Classes, c => (long)c));
        var loss = 0.0;
        for (var epoch = 0; epoch <= epochs; epoch++)
        {
            var lap = epoch == 0 ? new Laps() : laps;
            lap.Time(() => loss = Epoch(epoch));
        }
        return loss;

        double Epoch(int epoch)
        {
            using var inner = NewDisposeScope();
            network.train();
            var order = Enumerable.Range(0, rows.Count).Select(i => (long)i).ToArray();
            new SeededRandom((ulong)epoch).Shuffle<long>(order);
            var shuffled = tensor(order);
            var sum = 0.0;
            for (var start = 0; start < rows.Count; start += batch)
            {
                using var step = NewDisposeScope();
                var picked = shuffled.narrow(0, start, Math.Min(batch, rows.Count - start));
                var input = windows.index_select(0, starts.index_select(0, picked)).view(-1, lookback, features).transpose(1, 2);
                var mean = nn.functional.cross_entropy(network.call(input), classes.index_select(0, picked));
                optimizer.zero_grad();
                mean.backward();
                nn.utils.clip_grad_norm_(network.parameters(), 1);
                optimizer.step();
                sum += mean.item<float>() * picked.shape[0];
            }
            return sum / rows.Count;
        }
    }
}
