using Huracan.Bench.Measuring;
using Huracan.Bench.Peers.Networks;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using static TorchSharp.torch;

namespace Huracan.Bench.Peers;

/// <summary>
/// Training of every other network with the settings of <c>config/models</c>, one thread, on the same rows: our trainer beside the same
/// network of TorchSharp's modules with its loss, clipping and AdamW. N-HiTS and TFT have no such modules: there the network is ours, and
/// what is compared is the loop around it.
/// </summary>
internal static class NetworkComparison
{
    private const int Features = 15, Lookback = 60, Batch = 256;
    private const double Dropout = 0.2;

    private static readonly (string Family, string Peer, Func<nn.Module<Tensor, Tensor>> Create)[] Networks =
    [
        ("lstm", "TorchSharp", () => new LibraryRecurrent(isGru: false, Features, 64, Dropout)),
        ("gru", "TorchSharp", () => new LibraryRecurrent(isGru: true, Features, 64, Dropout)),
        ("tcn", "TorchSharp", () => new LibraryTcn(Features, 32, 3, 4, Dropout)),
        ("transformer", "TorchSharp", () => new LibraryTransformer(Features, Lookback, 32, 4, 2, Dropout, null)),
        ("patchtst", "TorchSharp", () => new LibraryTransformer(Features, Lookback, 16, 4, 2, Dropout, (12, 6))),
        ("nhits", "plain loop", () => new NhitsNetwork(Features, Lookback, [8, 4, 2], 64, Dropout)),
        ("tft", "plain loop", () => new TftNetwork(Features, 16, 2, Dropout)),
    ];

    /// <summary>Both sides take turns, an epoch to warm up and laps of an epoch each.</summary>
    public static IEnumerable<Comparison> Run(int samples, int rounds, int epochs)
    {
        var rows = TrainingSet.Make(samples, Lookback, Features);
        foreach (var (family, peer, create) in Networks)
        {
            var (ours, theirs) = (new Laps(), new Laps());
            var (ourLoss, theirLoss) = (0.0, 0.0);
            for (var round = 0; round < rounds; round++)
            {
                ourLoss = OurRound(family, rows, epochs, ours);
                theirLoss = TorchSharpTraining.Run(rows, Batch, epochs, theirs, Lookback, create);
            }
            yield return new Comparison($"train {family}, batch {Batch}", "samples", samples, ours, peer, theirs)
            {
                Figures = new() { ["final_loss"] = ourLoss, ["peer_final_loss"] = theirLoss },
            };
        }
    }

    private static double OurRound(string family, Samples rows, int epochs, Laps laps)
    {
        var settings = YamlFile.LoadNumbers(ConfigFolder.Find($"models/{family}.yaml"));
        using var model = RunFiles.Families.Create(family, new ModelSettings(family, Features, settings));
        var watch = new EpochWatch();
        var fit = model.Fit(
            rows, null, new FitOptions { ExactRounds = epochs + 1, BatchSize = Batch, Seed = 1, Progress = watch }, CancellationToken.None);
        foreach (var (epoch, cpu) in fit.Epochs.Zip(watch.CpuSeconds).Skip(1))
            laps.Add(epoch.Seconds, cpu);
        return fit.Epochs[^1].TrainLoss;
    }
}
