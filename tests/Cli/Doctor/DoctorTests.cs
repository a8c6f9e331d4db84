using Huracan.Cli.Doctor;
using Huracan.Engine.Models;
using Examiner = Huracan.Cli.Doctor.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorTests
{
    [Fact]
    public void What_no_run_needs_is_not_looked_at_for_one()
    {
        var names = Names(new RunNeeds(Path.GetTempPath(), 1));

        Assert.Equal(
            [
                ".NET runtime", "packages", "libtorch", "xgboost", "BLAS", "threads", "matrix product", "fonts",
                "memory", "disk", "GPU",
            ],
            names);
    }

    [Fact]
    public void A_run_of_networks_on_the_processor_needs_neither_xgboost_nor_a_GPU()
    {
        var names = Names(new RunNeeds(Path.GetTempPath(), 1) { NeedsXgboost = false, Device = TrainingDevice.Cpu });

        Assert.DoesNotContain("xgboost", names);
        Assert.DoesNotContain("GPU", names);
        Assert.Contains("libtorch", names);
    }

    private static string[] Names(RunNeeds needs) => [.. Examiner.ExamineFor(needs).Checks.Select(check => check.Name)];
}
