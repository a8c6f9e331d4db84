using System.Globalization;
using System.Text.Json;
using Huracan.Bench.Measuring;
using Huracan.Engine.Models;

namespace Huracan.Bench.Peers;

/// <summary>
/// Training of the CNN-LSTM, one thread, on the same rows: our trainer beside PyTorch, and beside plain modules of TorchSharp for larger
/// networks and longer windows too.
/// </summary>
internal static class TrainingComparison
{
    private const int Features = 15, Lookback = 60, Channels = 32, Hidden = 64;

    private static readonly (int Hidden, int Lookback)[] Shapes = [(Hidden, Lookback), (128, Lookback), (Hidden, 120)];

    public static List<Comparison> Run(int samples, int rounds, int epochs, int[] batches, string folder) =>
    [
        .. BesidePyTorch(samples, rounds, epochs, batches, folder),
        .. Shapes.SelectMany(shape => batches.SelectMany(batch => BesideTorchSharp(samples, rounds, epochs, batch, shape))),
    ];

    // By our whole step, and with our LSTM in a network of TorchSharp's: what another recurrent network gains.
    private static IEnumerable<Comparison> BesideTorchSharp(
        int samples, int rounds, int epochs, int batch, (int Hidden, int Lookback) shape)
    {
        var rows = TrainingSet.Make(samples, shape.Lookback, Features);
        var (ours, lstm, theirs) = (new Laps(), new Laps(), new Laps());
        var (ourLoss, lstmLoss, theirLoss) = (0.0, 0.0, 0.0);
        var peak = new Peak();
        for (var round = 0; round < rounds; round++)
        {
            peak.Measure();
            ourLoss = OurRound(rows, batch, epochs, ours, shape);
            lstmLoss = TorchSharpTraining.RunOurLstm(rows, batch, epochs, lstm, shape);
            theirLoss = TorchSharpTraining.Run(rows, batch, epochs, theirs, shape);
        }
        var size = shape == (Hidden, Lookback) ? "" : $", hidden {shape.Hidden}, lookback {shape.Lookback}";
        return [Row("train cnn-lstm", ours, ourLoss, batch == 32 ? 2.2 : 3), Row("our lstm alone", lstm, lstmLoss, null)];

        Comparison Row(string name, Laps laps, double loss, double? target) =>
            new($"{name}{size}, batch {batch}", "samples", samples, laps, "TorchSharp", theirs)
            {
                Target = target,
                Figures = Figures(samples * FlopPerSample(shape) / 1e9, laps, theirs, peak, peak.MatrixGflops, (loss, theirLoss)),
            };
    }

    /// <summary>Operations of one sample, forward and twice that backward, counted as the peer's script does.</summary>
    private static double FlopPerSample((int Hidden, int Lookback) shape) =>
        3.0 * (2.0 * shape.Lookback * Channels * Features * 3 + shape.Lookback * 8.0 * shape.Hidden * (Channels + shape.Hidden)
            + 6.0 * shape.Hidden);

    private static List<Comparison> BesidePyTorch(int samples, int rounds, int epochs, int[] batches, string folder)
    {
        var script = PythonPeer.Shared("cnn_lstm_torch.py", "torch", "numpy");
        var archive = Path.Combine(folder, "windows.npz");
        var ours = batches.ToDictionary(batch => batch, _ => new Laps());
        var theirs = batches.ToDictionary(batch => batch, _ => new Laps());
        var losses = new Dictionary<int, (double Ours, double Theirs)>();
        var (ourPeak, theirPeak) = (new Peak(), 0.0);
        Samples? rows = script is null ? TrainingSet.Make(samples, Lookback, Features) : null;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var batch in batches)
            {
                var theirLoss = double.NaN;
                if (script is not null)
                {
                    var result = PeerRound(script, samples, batch, epochs, archive, Path.Combine(folder, "torch.json"), theirs[batch]);
                    (theirLoss, theirPeak) = (result.Loss, Math.Max(theirPeak, result.Peak));
                    rows ??= TrainingSet.Read(archive).Samples;
                }
                ourPeak.Measure();
                losses[batch] = (OurRound(rows!, batch, epochs, ours[batch], Shapes[0]), theirLoss); // made above where there is no script
            }
        }
        return [.. batches.Select(batch => new Comparison(
            $"train cnn-lstm, batch {batch}", "samples", samples, ours[batch], script is null ? null : "PyTorch",
            script is null ? null : theirs[batch])
        {
            Target = script is null ? null : batch == 32 ? 5.5 : 4,
            Figures = Figures(
                samples * FlopPerSample(Shapes[0]) / 1e9, ours[batch], theirs[batch], ourPeak, theirPeak, losses[batch]),
        })];
    }

    private static Dictionary<string, double> Figures(
        double gflop, Laps ours, Laps theirs, Peak peak, double theirPeak, (double Ours, double Theirs) loss)
    {
        var figures = new Dictionary<string, double>
        {
            ["matrix_peak_gflops"] = peak.MatrixGflops,
            ["share_of_matrix_peak"] = gflop / ours.Median / peak.MatrixGflops,
            ["multiply_add_peak_gflops"] = peak.MultiplyAddGflops,
            ["share_of_multiply_add_peak"] = gflop / ours.Median / peak.MultiplyAddGflops,
            ["share_of_multiply_add_peak_best"] = gflop / ours.Best / peak.MultiplyAddGflops,
            ["final_loss"] = loss.Ours,
        };
        if (theirs.Seconds.Count > 0)
        {
            figures["peer_matrix_peak_gflops"] = theirPeak;
            figures["peer_share_of_matrix_peak"] = gflop / theirs.Median / theirPeak;
            figures["peer_final_loss"] = loss.Theirs;
        }
        return figures;
    }

    private static (double Loss, double Peak) PeerRound(
        string script, int samples, int batch, int epochs, string archive, string json, Laps laps)
    {
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        string[] dump = File.Exists(archive) ? [] : ["--dump-data", archive];
        PythonPeer.Run(
        [
            script, "--n", Text(samples), "--batches", Text(batch), "--threads", "1", "--epochs", Text(epochs), "--warmup", "1", "--json",
            json, .. dump,
        ]);
        using var document = JsonDocument.Parse(File.ReadAllBytes(json));
        var run = document.RootElement.GetProperty("runs")[0];
        foreach (var (seconds, cpu) in run.GetProperty("seconds").EnumerateArray().Zip(run.GetProperty("cpu_seconds").EnumerateArray()))
            laps.Add(seconds.GetDouble(), cpu.GetDouble());
        var gemm = document.RootElement.GetProperty("gemm").GetProperty("1");
        return (run.GetProperty("final_loss").GetDouble(), gemm.GetProperty("best").GetDouble());
    }

    // One epoch to warm up, as the peer has; the seconds are those of the training alone, as the peer's are.
    private static double OurRound(Samples rows, int batch, int epochs, Laps laps, (int Hidden, int Lookback) shape)
    {
        var watch = new EpochWatch();
        var settings = new ModelSettings("cnn-lstm", Features, new Dictionary<string, double>
        {
            ["lookback"] = shape.Lookback,
            ["hidden_size"] = shape.Hidden,
        });
        using var model = new ModelRegistry().Create("cnn-lstm", settings);
        var fit = model.Fit(
            rows, null, new FitOptions { ExactRounds = epochs + 1, BatchSize = batch, Seed = 1, Progress = watch }, CancellationToken.None);
        foreach (var (epoch, cpu) in fit.Epochs.Zip(watch.CpuSeconds).Skip(1))
            laps.Add(epoch.Seconds, cpu);
        return fit.Epochs[^1].TrainLoss;
    }

    private sealed class Peak
    {
        public double MatrixGflops { get; private set; }

        public double MultiplyAddGflops { get; private set; }

        public void Measure() =>
            (MatrixGflops, MultiplyAddGflops) =
                (Math.Max(MatrixGflops, ProcessorPeak.Matrix()), Math.Max(MultiplyAddGflops, ProcessorPeak.MultiplyAdd()));
    }
}
