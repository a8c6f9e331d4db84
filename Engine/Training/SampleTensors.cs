using Huracan.Engine.Models;
using static TorchSharp.torch;

namespace Huracan.Engine.Training;

/// <summary>Samples on a device: the rows they read, where their windows lie and what their classes are.</summary>
internal sealed class SampleTensors : IDisposable
{
    private readonly Device device;
    private readonly WindowTable table;
    private readonly Tensor windows; // [N]
    private readonly Tensor classes; // [N]

    public SampleTensors(Samples samples, int lookback, Device device)
    {
        this.device = device;
        Count = samples.Count;
        table = new(samples.Table, lookback, samples.Bars, device);
        windows = table.Indices(samples.Bars).DetachFromDisposeScope();
        classes = tensor(Array.ConvertAll(samples.Classes, c => (long)c), device: device).DetachFromDisposeScope();
    }

    public int Count { get; }

    /// <summary>Numbers of samples [N], on the device.</summary>
    public Tensor Upload(long[] numbers) => tensor(numbers, device: device);

    /// <summary>Windows [B, F, L] and classes [B] of the samples numbered in <paramref name="picked"/> [B].</summary>
    public (Tensor Windows, Tensor Classes) Batch(Tensor picked) =>
        (table.Batch(windows.index_select(0, picked)), classes.index_select(0, picked));

    public void Dispose()
    {
        windows.Dispose();
        classes.Dispose();
        table.Dispose();
    }
}
