using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Huracan.Worker;

/// <summary>
/// Limits how much more address space this process may take, so that too large a model throws in one worker and does not exhaust the
/// machine's memory. Linux only.
/// </summary>
public static partial class AddressSpace
{
    private const int RlimitAs = 9;

    /// <summary>
    /// Allows <paramref name="megabytes"/> beyond what is mapped now (the runtime and the libraries map far more than they use).
    /// </summary>
    /// <exception cref="Win32Exception">The system refused.</exception>
    public static void LimitGrowth(int megabytes)
    {
        var limit = (ulong)MappedBytes() + (ulong)megabytes * 1024 * 1024;
        var value = new Limit(limit, limit);
        if (SetLimit(RlimitAs, in value) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Could not limit the address space to {limit} bytes");
    }

    /// <summary>Highest resident memory of this process so far, bytes.</summary>
    public static long PeakResidentBytes() => StatusKilobytes("VmHWM:") * 1024;

    private static long MappedBytes() => StatusKilobytes("VmSize:") * 1024;

    private static long StatusKilobytes(string key)
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith(key, StringComparison.Ordinal))
                return long.Parse(line.AsSpan(key.Length, line.Length - key.Length - 2).Trim(), CultureInfo.InvariantCulture);
        }
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
