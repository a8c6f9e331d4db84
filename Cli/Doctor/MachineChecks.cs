using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Engine.Models;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Doctor;

/// <summary>Cores, memory, disk, accelerators.</summary>
public static class MachineChecks
{
    private const double GiB = 1024.0 * 1024 * 1024;

    public static CheckResult Cores(Processor processor) =>
        CheckResult.Ok(
            "processor",
            string.Create(
                CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} core(s) of {processor.Model}, {processor.InstructionSet}"));

    public static CheckResult Memory(RunRequirements requirements) => Memory(AvailableMemoryBytes(), requirements);

    /// <summary>Available memory, bytes: what is free, and no more than a container's limit.</summary>
    public static long AvailableMemoryBytes()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; // respects a container's limit
        var available = File.Exists("/proc/meminfo") ? AvailableBytes(File.ReadAllText("/proc/meminfo")) : null;
        return Math.Min(limit, available ?? limit);
    }

    /// <summary>Checks the available memory, bytes: one GiB for the program itself, plus what the workers may take.</summary>
    public static CheckResult Memory(long bytes, RunRequirements requirements) =>
        Amount(
            "memory", bytes, "available", 1, 1 + requirements.Workers * requirements.WorkerMegabytes / 1024.0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{requirements.Workers} worker(s) take up to {requirements.WorkerMegabytes} MiB each; fewer (--workers) need less"));

    /// <summary>Checks the disk of a folder that may not exist yet.</summary>
    public static CheckResult Disk(string folder)
    {
        var existing = OutputFolder.ExistingPart(folder);
        return Disk(new DriveInfo(existing).AvailableFreeSpace, existing);
    }

    /// <summary>Checks the free space of a folder, bytes.</summary>
    public static CheckResult Disk(long bytes, string folder) =>
        Amount("disk", bytes, $"free in {folder}", 1, 10, "free some space, or write to another disk with --out");

    public static CheckResult Fonts() => Fonts(ChartImage.Font);

    public static CheckResult Fonts(string? font) => font is null
        ? CheckResult.Warn("fonts", "none: a run leaves no PNG charts", "apt-get install --no-install-recommends fonts-dejavu-core")
        : CheckResult.Ok("fonts", font);

    /// <summary>Name, memory and driver of each GPU, one to a line; null where nvidia-smi is missing or lists nothing.</summary>
    public static string? NvidiaDevices() => SystemProgram.Find(["nvidia-smi"], SystemProgram.SearchPath) is { } path
        && SystemProgram.Output(path, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader") is { Length: > 0 } listed
        ? listed
        : null;

    public static CheckResult Gpu(TrainingDevice requested) =>
        Gpu(requested, NvidiaDevices(), File.Exists("/dev/nvidia0"), TorchChecks.CanUseGpu());

    /// <summary>
    /// Checks the requested device against what nvidia-smi lists, whether the device file exists, and whether libtorch can use the GPU.
    /// </summary>
    public static CheckResult Gpu(TrainingDevice requested, string? listed, bool hasDeviceFile, bool isUsable)
    {
        if (requested == TrainingDevice.Cuda && !isUsable)
        {
            return CheckResult.Fail(
                "GPU", $"cuda is requested, and this libtorch cannot use a GPU; nvidia-smi lists {listed ?? "none"}",
                "leave out --device cuda and ML_DEVICE, or repair the NVIDIA driver, or build with -p:Device=cuda");
        }
        if (listed is null)
        {
            return hasDeviceFile
                ? CheckResult.Warn(
                    "GPU", "/dev/nvidia0 exists, but nvidia-smi lists nothing",
                    "install the NVIDIA tools of the same version as the kernel driver")
                : CheckResult.Ok("GPU", "none: models train on the processor");
        }
        var devices = string.Join("; ", listed.Split('\n').Select(line => line.Trim()));
        return isUsable
            ? CheckResult.Ok("GPU", devices)
            : CheckResult.Warn(
                "GPU", $"{devices}; this libtorch cannot use it", "build with -p:Device=cuda");
    }

    /// <summary>MemAvailable of /proc/meminfo in bytes; null where it is missing.</summary>
    public static long? AvailableBytes(string meminfo)
    {
        var line = meminfo.Split('\n').FirstOrDefault(text => text.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line is not null
            && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture, out var kib)
            ? kib * 1024
            : null;
    }

    private static CheckResult Amount(string name, long bytes, string what, double required, double recommended, string remedy)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB:F1} GiB {what}");
        return (bytes / GiB) switch
        {
            var amount when amount < required => CheckResult.Fail(name, detail, $"{remedy} (a run needs {required} GiB)"),
            var amount when amount < recommended => CheckResult.Warn(name, detail, remedy),
            _ => CheckResult.Ok(name, detail),
        };
    }
}
