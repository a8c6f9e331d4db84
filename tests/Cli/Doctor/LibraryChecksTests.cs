using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class LibraryChecksTests
{
    [Fact]
    public void A_library_that_cannot_be_loaded_is_a_failure_that_names_what_was_tried()
    {
        var folder = Path.Combine(Path.GetTempPath(), "no-such-folder");
        var torch = LibraryChecks.Loaded(
            "thing", [Path.Combine(folder, "libthing.so"), "libthing-of-nobody.so"], "fetch it", out var handle);
        Assert.Equal((CheckState.Fail, "fetch it", 0), (torch.State, torch.Remedy, handle));
        Assert.Contains("libthing-of-nobody.so", torch.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_that_setup_installs_loads()
    {
        var xgboost = LibraryChecks.Xgboost();
        Assert.Equal(CheckState.Ok, xgboost.State);
        Assert.Matches(@"^\d+\.\d+\.\d+$", xgboost.Version);
        Assert.StartsWith($"{xgboost.Version} (", xgboost.Found, StringComparison.Ordinal);
    }
}
