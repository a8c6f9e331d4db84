using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DotnetChecksTests
{
    private const string Dependencies = """
        {
          "targets": { ".NETCoreApp,Version=v10.0": {
            "huracan/0.1.0": { "runtime": { "huracan.dll": {} } },
            "Spectre.Console/0.49.1": { "runtime": { "lib/net8.0/Spectre.Console.dll": {} } },
            "Huracan.Engine.Reference/0.1.0.0": { "runtime": { "Huracan.Engine.dll": {} } },
            "Analyzer/1.0.0": {}
          } },
          "libraries": {
            "huracan/0.1.0": { "type": "project" }, "Spectre.Console/0.49.1": { "type": "package" },
            "Huracan.Engine.Reference/0.1.0.0": { "type": "reference" }, "Analyzer/1.0.0": { "type": "package" }
          }
        }
        """;

    [Fact]
    public void The_newest_fitting_sdk_is_named()
    {
        Assert.Equal(
            CheckResult.Ok(".NET SDK", "10.0.401"),
            DotnetChecks.Sdk("8.0.100 [/usr/share/dotnet/sdk]\n10.0.100 [/usr/share/dotnet/sdk]\n10.0.401 [/usr/share/dotnet/sdk]"));
        Assert.Equal((CheckStatus.Warn, "8.0.100"), (DotnetChecks.Sdk("8.0.100 [/x]").Status, DotnetChecks.Sdk("8.0.100 [/x]").Detail));
        Assert.Equal((CheckStatus.Warn, "none"), (DotnetChecks.Sdk((string?)null).Status, DotnetChecks.Sdk((string?)null).Detail));
    }

    [Fact]
    public void Packages_are_listed_with_their_versions() =>
        Assert.Equal(CheckResult.Ok("packages", "Spectre.Console 0.49.1"), DotnetChecks.Packages(Dependencies, _ => true));

    [Fact]
    public void A_package_whose_assembly_is_gone_is_a_failure()
    {
        var check = DotnetChecks.Packages(Dependencies, name => name != "Spectre.Console.dll");
        Assert.Equal(CheckStatus.Fail, check.Status);
        Assert.Contains("Spectre.Console.dll", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void This_build_is_whole()
    {
        var check = DotnetChecks.Packages();
        Assert.Equal(CheckStatus.Ok, check.Status);
        Assert.Contains("System.CommandLine ", check.Detail, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Ok, DotnetChecks.Runtime().Status);
    }
}
