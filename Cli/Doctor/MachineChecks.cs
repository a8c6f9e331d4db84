using System.Globalization;
using Huracan.Storage.Plots;

namespace Huracan.Cli.Doctor;

/// <summary>Cores, memory, disk, accelerators.</summary>
public static class MachineChecks
{
    private const double GiB = 1024.0 * 1024 * 1024;

    public static Check Cores(Processor processor) =>
        Check.Ok(
            "processor",
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} core(s) of {processor.Model}, {processor.Vectors}"));

    public static Check Memory()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; // knows a container's limit
        var available = File.Exists("/proc/meminfo") ? AvailableBytes(File.ReadAllText("/proc/meminfo")) : null;
        return Memory(Math.Min(limit, available ?? limit));
    }

    public static Check Memory(long bytes) =>
        Amount("memory", bytes, "available", 1, 4, "fewer workers (--workers) need less; each takes up to 1 GiB");

    public static Check Disk(string folder)
    {
        var drive = new DriveInfo(folder);
        return Disk(drive.AvailableFreeSpace);
    }

    public static Check Disk(long bytes) => Amount("disk", bytes, "free here", 1, 10, "make room, or write elsewhere with --out");

    public static Check Fonts() => Fonts(ChartImage.Font);

    public static Check Fonts(string? found) => found is null
        ? Check.Warn("fonts", "none: a run leaves no PNG charts", "apt-get install --no-install-recommends fonts-dejavu-core")
        : Check.Ok("fonts", found);

    public static Check Devices()
    {
        var listed = Tool.Find(["nvidia-smi"], Tool.SearchPath) is { } path
            ? Tool.Output(path, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader")
            : null;
        return Devices(listed, File.Exists("/dev/nvidia0"), TorchChecks.SeesDevice());
    }

    /// <summary>Judges what nvidia-smi lists, whether the system has the device's file, and whether libtorch can use it.</summary>
    public static Check Devices(string? listed, bool deviceFile, bool usable)
    {
        if (listed is not { Length: > 0 })
        {
            return deviceFile
                ? Check.Warn(
                    "GPU", "/dev/nvidia0 is there, but nvidia-smi lists nothing",
                    "install the NVIDIA driver's tools that fit the kernel's driver")
                : Check.Ok("GPU", "none: models train on the processor");
        }
        var devices = string.Join("; ", listed.Split('\n').Select(line => line.Trim()));
        return usable
            ? Check.Ok("GPU", devices)
            : Check.Warn(
                "GPU", $"{devices}; this libtorch cannot use it", "set LIBTORCH to an unpacked libtorch with CUDA, then ./huracan setup");
    }

    /// <summary>MemAvailable of /proc/meminfo in bytes; null when it is not told.</summary>
    public static long? AvailableBytes(string meminfo)
    {
        var line = meminfo.Split('\n').FirstOrDefault(text => text.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line is not null
            && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture, out var kib)
            ? kib * 1024
            : null;
    }

    private static Check Amount(string name, long bytes, string what, double least, double comfortable, string remedy)
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB:F1} GiB {what}");
        return (bytes / GiB) switch
        {
            var amount when amount < least => Check.Fail(name, found, $"{remedy} (a run needs {least} GiB)"),
            var amount when amount < comfortable => Check.Warn(name, found, remedy),
            _ => Check.Ok(name, found),
        };
    }
}
