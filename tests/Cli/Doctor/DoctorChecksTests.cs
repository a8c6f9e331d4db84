using Huracan.Cli.Doctor;
using Huracan.Engine.Models;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorChecksTests
{
    [Fact]
    public void Only_what_a_run_needs_is_checked_for_a_run()
    {
        var names = Names(new RunRequirements(Path.GetTempPath(), 1));

        Assert.Equal(
            [
                ".NET runtime", "packages", "libtorch", "xgboost", "lightgbm", "BLAS", "threads", "matrix product",
                "fonts", "memory", "disk", "GPU",
            ],
            names);
    }

    [Fact]
    public void A_run_of_networks_on_the_processor_needs_no_trees_and_no_GPU()
    {
        var names = Names(new RunRequirements(Path.GetTempPath(), 1)
        {
            NeedsXgboost = false,
            NeedsLightGbm = false,
            Device = TrainingDevice.Cpu,
        });

        Assert.DoesNotContain("xgboost", names);
        Assert.DoesNotContain("lightgbm", names);
        Assert.DoesNotContain("GPU", names);
        Assert.Contains("libtorch", names);
    }

    private static string[] Names(RunRequirements requirements) =>
        [.. DoctorChecks.RunFor(requirements).Checks.Select(check => check.Name)];
}
