using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Huracan.Bench.Measuring;

/// <summary>The same work done several times: wall and processor seconds of each.</summary>
internal sealed class Laps
{
    public List<double> Seconds { get; init; } = [];

    public List<double> CpuSeconds { get; init; } = [];

    /// <summary>The shortest lap; set by a peer that reports its best but not every lap.</summary>
    public double Best { get; set; } = double.PositiveInfinity;

    [JsonIgnore]
    public double Median => MedianOf(Seconds);

    [JsonIgnore]
    public double MedianCpu => MedianOf(CpuSeconds);

    public void Add(double seconds, double cpuSeconds)
    {
        Seconds.Add(seconds);
        Best = Math.Min(Best, seconds);
        CpuSeconds.Add(cpuSeconds);
    }

    /// <summary>Does the work once and keeps its time.</summary>
    public void Time(Action work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Add(seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? double.NaN : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
