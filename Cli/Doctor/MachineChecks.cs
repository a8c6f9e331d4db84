using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Engine.Models;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Doctor;

/// <summary>Cores, memory, disk, accelerators.</summary>
public static class MachineChecks
{
    private const double GiB = 1024.0 * 1024 * 1024;

    public static Check Cores(Processor processor) =>
        Check.Ok(
            "processor",
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} core(s) of {processor.Model}, {processor.Vectors}"));

    public static Check Memory(RunNeeds needs) => Memory(AvailableMemoryBytes(), needs);

    /// <summary>Memory that can still be taken, bytes: what is free, and no more than a container's limit.</summary>
    public static long AvailableMemoryBytes()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; // knows a container's limit
        var available = File.Exists("/proc/meminfo") ? AvailableBytes(File.ReadAllText("/proc/meminfo")) : null;
        return Math.Min(limit, available ?? limit);
    }

    /// <summary>Judges the memory there is, bytes: one GiB for the program itself, and the workers' beside it.</summary>
    public static Check Memory(long bytes, RunNeeds needs) =>
        Amount(
            "memory", bytes, "available", 1, 1 + needs.Workers * needs.WorkerMegabytes / 1024.0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{needs.Workers} worker(s) take up to {needs.WorkerMegabytes} MiB each; fewer (--workers) need less"));

    /// <summary>Checks the disk that holds a folder, or would hold it.</summary>
    public static Check Disk(string folder)
    {
        var there = OutputFolder.ExistingPart(folder);
        return Disk(new DriveInfo(there).AvailableFreeSpace, there);
    }

    /// <summary>Judges the room there is in a folder, bytes.</summary>
    public static Check Disk(long bytes, string folder) =>
        Amount("disk", bytes, $"free in {folder}", 1, 10, "make room, or write elsewhere with --out");

    public static Check Fonts() => Fonts(ChartImage.Font);

    public static Check Fonts(string? found) => found is null
        ? Check.Warn("fonts", "none: a run leaves no PNG charts", "apt-get install --no-install-recommends fonts-dejavu-core")
        : Check.Ok("fonts", found);

    /// <summary>Name, memory and driver of each GPU, one to a line; null where nvidia-smi is not there or lists nothing.</summary>
    public static string? ListedDevices() => Tool.Find(["nvidia-smi"], Tool.SearchPath) is { } path
        && Tool.Output(path, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader") is { Length: > 0 } listed
        ? listed
        : null;

    public static Check Devices(TrainingDevice asked) =>
        Devices(asked, ListedDevices(), File.Exists("/dev/nvidia0"), TorchChecks.SeesDevice());

    /// <summary>
    /// Judges what is asked for, what nvidia-smi lists, whether the system has the device's file, and whether
    /// libtorch can use it.
    /// </summary>
    public static Check Devices(TrainingDevice asked, string? listed, bool deviceFile, bool usable)
    {
        if (asked == TrainingDevice.Cuda && !usable)
        {
            return Check.Fail(
                "GPU", $"cuda is asked for, and this libtorch sees no GPU; nvidia-smi lists {listed ?? "none"}",
                "leave out --device cuda and ML_DEVICE, or mend the NVIDIA driver, or build with -p:Device=cuda");
        }
        if (listed is null)
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
                "GPU", $"{devices}; this libtorch cannot use it", "build with -p:Device=cuda");
    }

    /// <summary>MemAvailable of /proc/meminfo in bytes; null when it is not reported.</summary>
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
