using Huracan.AppHost.Hosting;

namespace Huracan.Tests.AppHost.Hosting;

public class HostProgramTests
{
    [Fact]
    public void A_project_that_was_not_built_names_the_remedy()
    {
        var folder = Path.Combine(Path.GetTempPath(), "nothing-built", "bin");
        var refused = Assert.Throws<StartRefusedException>(
            () => HostProgram.Find("Silo/Silo.csproj", Path.Combine(folder, "AppHost", "release")));
        Assert.Equal($"no program of Silo in {Path.Combine(folder, "Silo", "release")}: build it with './huracan setup'", refused.Message);
    }
}
