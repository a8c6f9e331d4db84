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
                ".NET runtime", "packages", "libtorch", "xgboost", "lightgbm", "onnxruntime", "BLAS", "threads", "matrix product",
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
            NeedsOnnx = false,
            Device = TrainingDevice.Cpu,
        });

        Assert.DoesNotContain("xgboost", names);
        Assert.DoesNotContain("lightgbm", names);
        Assert.DoesNotContain("onnxruntime", names);
        Assert.DoesNotContain("GPU", names);
        Assert.Contains("libtorch", names);
    }

    [Fact]
    public void CatBoost_which_does_not_come_with_the_program_hinders_only_runs_of_its_family()
    {
        var optional = LibraryChecks.CatBoost(isNeeded: false);
        var needed = LibraryChecks.CatBoost(isNeeded: true);

        Assert.Equal(CheckStatus.Ok, optional.Status);
        if (optional.Detail.StartsWith("not installed", StringComparison.Ordinal))
        {
            Assert.Equal(CheckStatus.Fail, needed.Status);
            Assert.Contains("HURACAN_CATBOOST", needed.Detail, StringComparison.Ordinal);
        }
        Assert.Contains(
            "catboost", Names(new RunRequirements(Path.GetTempPath(), 1) { NeedsCatBoost = true, Device = TrainingDevice.Cpu }));
    }

    private static string[] Names(RunRequirements requirements) =>
        [.. DoctorChecks.RunFor(requirements).Checks.Select(check => check.Name)];
}
