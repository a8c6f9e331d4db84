using Huracan.Engine.Models;

namespace Huracan.Bench.Peers;

/// <summary>The rows PyTorch's script trains on, as our trainer takes them.</summary>
internal static class TrainingSet
{
    /// <summary>
    /// Reads windows [N, L, F] that overlap by all but one bar back into their stream of N + L − 1 rows; refuses windows that do not.
    /// </summary>
    public static (Samples Samples, int Lookback) Read(string path)
    {
        var (windows, shape) = NumpyArchive.Read<float>(path, "x", "<f4");
        var (labels, _) = NumpyArchive.Read<long>(path, "y", "<i8");
        var (count, lookback, features) = (shape[0], shape[1], shape[2]);
        var size = lookback * features;
        var rows = new float[(count + lookback - 1) * features];
        for (var i = 0; i < count; i++)
        {
            var window = windows.AsSpan(i * size, size);
            if (i > 0 && !window[..^features].SequenceEqual(windows.AsSpan((i - 1) * size + features, size - features)))
                throw new InvalidDataException($"Window {i} of {path} does not follow from the one before.");
            window.CopyTo(rows.AsSpan(i * features));
        }
        int[] bars = [.. Enumerable.Range(lookback - 1, count)];
        return (new Samples(new FeatureTable(rows, features), bars, [.. labels.Select(label => (byte)label)], new float[count]), lookback);
    }

    /// <summary>The same kind of rows from a seed, where there is no peer to take them from.</summary>
    public static Samples Make(int count, int lookback, int features)
    {
        var random = new Engine.SeededRandom(20260101);
        var rows = new float[(count + lookback - 1) * features];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (i >= features ? 0.7f * rows[i - features] : 0) + 0.714f * (float)random.NextGaussian();
        int[] bars = [.. Enumerable.Range(lookback - 1, count)];
        byte[] classes = [
            .. bars.Select(bar =>
                (rows[bar * features] + random.NextGaussian()) switch { < -0.5 => (byte)0, > 0.5 => (byte)2, _ => (byte)1 })
        ];
        return new Samples(new FeatureTable(rows, features), bars, classes, new float[count]);
    }
}
