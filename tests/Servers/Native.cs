using System.Runtime.InteropServices;

namespace Huracan.Tests.Servers;

/// <summary>The one call of the C library that .NET has no name for.</summary>
internal static partial class Native
{
    /// <summary>Sends a signal to a whole process group; a group that is gone is no error.</summary>
    public static void SignalGroup(int leader, Signal signal) => _ = kill(-leader, (int)signal);

    /// <summary>Sends a signal to one process; one that is gone is no error.</summary>
    public static void SignalProcess(int process, Signal signal) => _ = kill(process, (int)signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);
}
