using System.Diagnostics.Metrics;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;

namespace Huracan.Tests.Api.Harness;

/// <summary>
/// Tensors made since and not yet freed. TorchSharp counts a tensor that becomes a parameter twice and takes it off once, so each network
/// leaves a remainder; the loads of models that the API counts tell how many there were.
/// </summary>
internal sealed class LiveTensors : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly long before;
    private readonly long remainder;
    private long loads;

    /// <param name="meters">The host's whose loads are counted; other tests have hosts of their own.</param>
    public LiveTensors(IMeterFactory meters)
    {
        LibTorch.Load();
        var first = Total();
        new CnnLstm(1, 4, 3, 4, 0).Dispose();
        before = Total();
        remainder = before - first;
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "huracan.model.loads" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, added, _, _) => Interlocked.Add(ref loads, added));
        listener.Start();
    }

    public long Count => Total() - before - remainder * Interlocked.Read(ref loads);

    public void Dispose() => listener.Dispose();

    // What a module's constructor, or training, left to the collector is not what is counted here.
    private static long Total()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
