using Huracan.Engine.Models;
using static TorchSharp.torch;

namespace Huracan.Engine.Training;

/// <summary>
/// A range of a feature table on a device, once. A window is rows that lie one after another, so every window is a row of the view
/// [rows − L + 1, L·F] with strides (F, 1): batches are picked from it by index, and all windows together are never written out.
/// </summary>
internal sealed class WindowTable : IDisposable
{
    private readonly int lookback;
    private readonly int features;
    private readonly int firstRow;
    private readonly Tensor rows; // [rows · F]
    private readonly Tensor windows; // [rows - L + 1, L · F], a view

    /// <summary>Takes the rows that the windows ending at <paramref name="bars"/> read, and those between.</summary>
    public WindowTable(FeatureTable table, int lookback, ReadOnlySpan<int> bars, Device device)
    {
        this.lookback = lookback;
        features = table.Features;
        var (first, last) = (bars[0], bars[0]);
        foreach (var bar in bars)
            (first, last) = (Math.Min(first, bar), Math.Max(last, bar));
        firstRow = first - lookback + 1;
        var values = table.Values.AsSpan(firstRow * features, (last + 1 - firstRow) * features).ToArray();
        rows = tensor(values, device: device).DetachFromDisposeScope();
        windows = rows.unfold(0, lookback * features, features).DetachFromDisposeScope();
    }

    /// <summary>Number of the window that ends at each bar [N], on the device.</summary>
    public Tensor Indices(ReadOnlySpan<int> bars)
    {
        var indices = new long[bars.Length];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = bars[i] - lookback + 1 - firstRow;
        return tensor(indices, device: rows.device);
    }

    /// <summary>The windows of these numbers [B] as networks read them: [B, F, L].</summary>
    public Tensor Batch(Tensor indices) => windows.index_select(0, indices).view(-1, lookback, features).transpose(1, 2);

    public void Dispose()
    {
        windows.Dispose();
        rows.Dispose();
    }
}
