using Huracan.Engine.Models;

namespace Huracan.Bench.Peers;

/// <summary>Keeps the processor time of each epoch.</summary>
internal sealed class EpochWatch : IProgress<EpochResult>
{
    private TimeSpan last = Environment.CpuUsage.TotalTime;

    public List<double> CpuSeconds { get; } = [];

    public void Report(EpochResult value)
    {
        var now = Environment.CpuUsage.TotalTime;
        CpuSeconds.Add((now - last).TotalSeconds);
        last = now;
    }
}
