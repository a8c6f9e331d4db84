using System.Globalization;
using Huracan.Worker;

namespace Huracan.Cli.Datasets;

/// <summary>Tells how long the steps of a command take, and how much of the processor's time.</summary>
internal sealed class DatasetWatch
{
    private long started = TimeProvider.System.GetTimestamp();
    private TimeSpan used = Environment.CpuUsage.TotalTime;

    /// <summary>What was needed since the step before.</summary>
    public StepTime Lap()
    {
        var (now, total) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var step = new StepTime(TimeProvider.System.GetElapsedTime(started, now).TotalSeconds, (total - used).TotalSeconds);
        (started, used) = (now, total);
        return step;
    }

    /// <summary>The highest memory of this process so far, in words.</summary>
    public static string Memory() => $"{AddressSpace.PeakResidentBytes() >> 20} MiB at most";
}

/// <summary>What a step of a command needed.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">Time of the processor, of all threads.</param>
internal sealed record StepTime(double Seconds, double ProcessorSeconds)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seconds:F1} s ({ProcessorSeconds:F1} s of processor)");
}
