using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class MachineChecksTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(GiB / 2, CheckState.Fail)]
    [InlineData(2 * GiB, CheckState.Warn)]
    [InlineData(8 * GiB, CheckState.Ok)]
    public void Little_memory_is_a_warning_and_hardly_any_a_failure(long bytes, CheckState state) =>
        Assert.Equal(state, MachineChecks.Memory(bytes).State);

    [Theory]
    [InlineData(GiB / 2, CheckState.Fail)]
    [InlineData(5 * GiB, CheckState.Warn)]
    [InlineData(50 * GiB, CheckState.Ok)]
    public void Little_room_is_a_warning_and_hardly_any_a_failure(long bytes, CheckState state)
    {
        var check = MachineChecks.Disk(bytes);
        Assert.Equal(state, check.State);
        Assert.Contains($"{bytes / (double)GiB:F1} GiB", check.Found, StringComparison.Ordinal);
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
        Assert.Equal(Check.Ok("GPU", "H200, 143771 MiB, 550.1; T4, 15360 MiB, 550.1"), MachineChecks.Devices(listed, true, usable: true));
        Assert.Equal(CheckState.Warn, MachineChecks.Devices(listed, true, usable: false).State);
        Assert.Equal(CheckState.Warn, MachineChecks.Devices(null, true, usable: false).State);
        Assert.Equal(CheckState.Ok, MachineChecks.Devices(null, false, usable: false).State);
    }
}
