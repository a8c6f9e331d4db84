using System.Runtime.InteropServices;

namespace Huracan.Silo.Workers;

/// <summary>
/// Memory of the first CUDA device, read from the driver's library: libtorch would keep some of it allocated once it is asked.
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
