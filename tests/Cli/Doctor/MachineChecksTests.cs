using Huracan.Cli.Doctor;
using Huracan.Engine.Models;

namespace Huracan.Tests.Cli.Doctor;

public class MachineChecksTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(GiB / 2, 1, 1024, CheckState.Fail)]
    [InlineData(2 * GiB, 1, 1024, CheckState.Ok)]
    [InlineData(2 * GiB, 2, 1024, CheckState.Warn)]
    [InlineData(2 * GiB, 2, 512, CheckState.Ok)]
    [InlineData(16 * GiB, 16, 1024, CheckState.Warn)]
    [InlineData(17 * GiB, 16, 1024, CheckState.Ok)]
    public void Memory_below_what_the_workers_may_take_is_a_warning_and_hardly_any_a_failure(
        long bytes, int workers, int megabytes, CheckState state)
    {
        var check = MachineChecks.Memory(bytes, new RunNeeds("out", workers) { WorkerMegabytes = megabytes });

        Assert.Equal(state, check.State);
        Assert.Equal(state != CheckState.Ok, check.Remedy.Contains($"{workers} worker(s)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GiB / 2, CheckState.Fail)]
    [InlineData(5 * GiB, CheckState.Warn)]
    [InlineData(50 * GiB, CheckState.Ok)]
    public void Little_room_is_a_warning_and_hardly_any_a_failure(long bytes, CheckState state)
    {
        var check = MachineChecks.Disk(bytes, "/somewhere");
        Assert.Equal(state, check.State);
        Assert.Equal($"{bytes / (double)GiB:F1} GiB free in /somewhere", check.Found);
    }

    [Fact]
    public void The_room_for_a_folder_that_is_not_there_yet_is_that_of_where_it_would_lie()
    {
        var check = MachineChecks.Disk("/proc/new/and/deeper");

        Assert.Equal((CheckState.Fail, "0.0 GiB free in /proc"), (check.State, check.Found)); // its file system has no room at all
    }

    [Fact]
    public void Available_memory_is_read_from_the_kernel()
    {
        Assert.Equal(2048, MachineChecks.AvailableBytes("MemTotal:  9 kB\nMemAvailable:       2 kB\n"));
        Assert.Null(MachineChecks.AvailableBytes("MemTotal:  9 kB\n"));
    }

    [Fact]
    public void Devices_are_listed_and_a_half_installed_driver_is_reported()
    {
        const string listed = "H200, 143771 MiB, 550.1\nT4, 15360 MiB, 550.1";
        var both = Check.Ok("GPU", "H200, 143771 MiB, 550.1; T4, 15360 MiB, 550.1");
        Assert.Equal(both, MachineChecks.Devices(TrainingDevice.Auto, listed, true, usable: true));
        Assert.Equal(both, MachineChecks.Devices(TrainingDevice.Cuda, listed, true, usable: true));
        Assert.Equal(CheckState.Warn, MachineChecks.Devices(TrainingDevice.Auto, listed, true, usable: false).State);
        Assert.Equal(CheckState.Warn, MachineChecks.Devices(TrainingDevice.Auto, null, true, usable: false).State);
        Assert.Equal(CheckState.Ok, MachineChecks.Devices(TrainingDevice.Auto, null, false, usable: false).State);
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_cannot_be_used_is_a_failure()
    {
        Assert.Equal(CheckState.Fail, MachineChecks.Devices(TrainingDevice.Cuda, null, false, usable: false).State);
        var unusable = MachineChecks.Devices(TrainingDevice.Cuda, "T4, 15360 MiB, 550.1", true, usable: false);
        Assert.Equal(CheckState.Fail, unusable.State);
        Assert.Contains("nvidia-smi lists T4", unusable.Found, StringComparison.Ordinal);
    }
}
