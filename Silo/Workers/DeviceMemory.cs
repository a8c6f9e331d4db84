using System.Runtime.InteropServices;

namespace Huracan.Silo.Workers;

/// <summary>
/// What the first CUDA device has of memory, by the driver's own library: asking through libtorch would take some of it for good.
/// </summary>
internal static partial class DeviceMemory
{
    private const string Driver = "libcuda.so.1";

    /// <summary>Megabytes in all; null where there is no driver or device.</summary>
    public static long? Megabytes()
    {
        try
        {
            return cuInit(0) == 0 && cuDeviceGet(out var device, 0) == 0 && cuDeviceTotalMem_v2(out var bytes, device) == 0
                ? (long)(bytes >> 20)
                : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport(Driver)]
    private static partial int cuInit(uint flags);

    [LibraryImport(Driver)]
    private static partial int cuDeviceGet(out int device, int ordinal);

    [LibraryImport(Driver)]
    private static partial int cuDeviceTotalMem_v2(out nuint bytes, int device);
}
