using Huracan.AppHost.Settings;

namespace Huracan.Tests.AppHost.Settings;

public class CommandOptionsTests
{
    [Fact]
    public void Both_ways_of_writing_and_a_switch_are_read()
    {
        var options = CommandOptions.Parse(["--silos", "3", "--state=elsewhere", "--no-dashboard"]);
        Assert.Empty(options.Faults);
        Assert.Equal("3", options.Values["silos"]);
        Assert.Equal("elsewhere", options.Values["state"]);
        Assert.Equal("true", options.Values["no-dashboard"]);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = CommandOptions.Parse(["--silos", "0", "--api-port", "70000", "--colour", "--state", "--silos=2", "--silos=2"]);
        Assert.Equal(
        [
            "--silos '0': must be a whole number from 1 to 64",
            "--api-port '70000': must be a whole number from 1 to 65535",
            "'--colour' is no option; known are --silos, --state, --api-port, --dashboard-port, --demo, --no-dashboard",
            "--state '': must name a folder",
            "--silos is given twice",
        ], options.Faults);
    }

    [Theory]
    [InlineData("--api-port", "5081")]
    [InlineData("--dashboard-port", "5080")]
    public void Two_parts_cannot_share_a_port(params string[] arguments)
    {
        Assert.Equal(["--api-port and --dashboard-port must differ"], CommandOptions.Parse(arguments).Faults);
        Assert.Empty(CommandOptions.Parse([.. arguments, "--no-dashboard"]).Faults);
    }

    [Fact]
    public void Help_wins_over_everything() => Assert.True(CommandOptions.Parse(["--silos", "0", "--help"]).Help);
}
