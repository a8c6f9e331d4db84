using Huracan.Cli.Doctor;
using Huracan.Engine.Models;

namespace Huracan.Tests.Cli.Doctor;

public class MachineChecksTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(GiB / 2, 1, 1024, CheckStatus.Fail)]
    [InlineData(2 * GiB, 1, 1024, CheckStatus.Ok)]
    [InlineData(2 * GiB, 2, 1024, CheckStatus.Warn)]
    [InlineData(2 * GiB, 2, 512, CheckStatus.Ok)]
    [InlineData(16 * GiB, 16, 1024, CheckStatus.Warn)]
    [InlineData(17 * GiB, 16, 1024, CheckStatus.Ok)]
    public void Less_memory_than_the_workers_may_take_is_a_warning_and_too_little_a_failure(
        long bytes, int workers, int megabytes, CheckStatus state)
    {
        var check = MachineChecks.Memory(bytes, new RunRequirements("out", workers) { WorkerMegabytes = megabytes });

        Assert.Equal(state, check.Status);
        Assert.Equal(state != CheckStatus.Ok, check.Remedy.Contains($"{workers} worker(s)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GiB / 2, CheckStatus.Fail)]
    [InlineData(5 * GiB, CheckStatus.Warn)]
    [InlineData(50 * GiB, CheckStatus.Ok)]
    public void Little_free_space_is_a_warning_and_too_little_a_failure(long bytes, CheckStatus state)
    {
        var check = MachineChecks.Disk(bytes, "/somewhere");
        Assert.Equal(state, check.Status);
        Assert.Equal($"{bytes / (double)GiB:F1} GiB free in /somewhere", check.Detail);
    }

    [Fact]
    public void The_disk_of_a_folder_that_does_not_exist_yet_is_its_parents()
    {
        var check = MachineChecks.Disk("/proc/new/and/deeper");

        Assert.Equal((CheckStatus.Fail, "0.0 GiB free in /proc"), (check.Status, check.Detail)); // its file system has no free space
    }

    [Fact]
    public void Available_memory_is_read_from_meminfo()
    {
        Assert.Equal(2048, MachineChecks.AvailableBytes("MemTotal:  9 kB\nMemAvailable:       2 kB\n"));
        Assert.Null(MachineChecks.AvailableBytes("MemTotal:  9 kB\n"));
    }

    [Fact]
    public void GPUs_are_listed_and_a_half_installed_driver_is_reported()
    {
        const string listed = "H200, 143771 MiB, 550.1\nT4, 15360 MiB, 550.1";
        var both = CheckResult.Ok("GPU", "H200, 143771 MiB, 550.1; T4, 15360 MiB, 550.1");
        Assert.Equal(both, MachineChecks.Gpu(TrainingDevice.Auto, listed, true, isUsable: true));
        Assert.Equal(both, MachineChecks.Gpu(TrainingDevice.Cuda, listed, true, isUsable: true));
        Assert.Equal(CheckStatus.Warn, MachineChecks.Gpu(TrainingDevice.Auto, listed, true, isUsable: false).Status);
        Assert.Equal(CheckStatus.Warn, MachineChecks.Gpu(TrainingDevice.Auto, null, true, isUsable: false).Status);
        Assert.Equal(CheckStatus.Ok, MachineChecks.Gpu(TrainingDevice.Auto, null, false, isUsable: false).Status);
    }

    [Fact]
    public void A_requested_GPU_that_cannot_be_used_is_a_failure()
    {
        Assert.Equal(CheckStatus.Fail, MachineChecks.Gpu(TrainingDevice.Cuda, null, false, isUsable: false).Status);
        var unusable = MachineChecks.Gpu(TrainingDevice.Cuda, "T4, 15360 MiB, 550.1", true, isUsable: false);
        Assert.Equal(CheckStatus.Fail, unusable.Status);
        Assert.Contains("nvidia-smi lists T4", unusable.Detail, StringComparison.Ordinal);
    }
}
