using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class LibraryChecksTests
{
    [Fact]
    public void A_library_that_cannot_be_loaded_is_a_failure_that_names_what_was_tried()
    {
        var folder = Path.Combine(Path.GetTempPath(), "no-such-folder");
        var torch = LibraryChecks.Loaded(
            "thing", [Path.Combine(folder, "libthing.so"), "libthing-other.so"], "install it", out var handle);
        Assert.Equal((CheckStatus.Fail, "install it", 0), (torch.Status, torch.Remedy, handle));
        Assert.Contains("libthing-other.so", torch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_that_setup_installs_loads()
    {
        var xgboost = LibraryChecks.Xgboost();
        Assert.Equal(CheckStatus.Ok, xgboost.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+$", xgboost.Version);
        Assert.StartsWith($"{xgboost.Version} (", xgboost.Detail, StringComparison.Ordinal);
    }
}
