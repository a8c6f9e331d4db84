using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class LibraryChecksTests
{
    [Fact]
    public void The_library_that_setup_installs_loads()
    {
        var xgboost = LibraryChecks.Xgboost();
        Assert.Equal(CheckStatus.Ok, xgboost.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+$", xgboost.Version);
        Assert.Equal(xgboost.Version, xgboost.Detail);
    }
}
