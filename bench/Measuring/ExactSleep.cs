using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Huracan.Bench.Measuring;

/// <summary>Sleeps to a tenth of a millisecond. The runtime's own sleeps and timers know whole ones only.</summary>
internal static partial class ExactSleep
{
    /// <summary>Sleeps until a time of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public static void Until(long due)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } left)
        {
            var nanoseconds = left.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
            Sleep(new Duration(left.Ticks / TimeSpan.TicksPerSecond, nanoseconds), 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Duration duration, nint left);

    // struct timespec
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Duration(long Seconds, long Nanoseconds);
}
