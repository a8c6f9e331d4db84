using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public sealed class ProgramChecksTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-doctor-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_program_that_prints_its_version_is_ok()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "thing"), "/bin/echo");
        var check = ProgramChecks.Program("thing", "thing", [folder.FullName], "thing 2.1", "install it");
        Assert.Equal((CheckStatus.Ok, $"thing 2.1 ({folder.FullName}/thing)"), (check.Status, check.Detail));
    }

    [Fact]
    public void A_missing_or_broken_program_is_reported_with_the_remedy()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "broken"), "/bin/false");
        Assert.Equal(
            CheckResult.Warn("thing", "not found", "install it"),
            ProgramChecks.Program("thing", "thing", [folder.FullName], "--version", "install it"));
        Assert.Equal(CheckStatus.Warn, ProgramChecks.Program("broken", "broken", [folder.FullName], "--version", "install it").Status);
    }

    [Fact]
    public void The_newest_server_comes_first()
    {
        foreach (var version in new[] { "9.6", "15", "17", "16" })
            folder.CreateSubdirectory(version);
        Assert.Equal(
            ["17", "16", "15", "9.6"],
            ProgramChecks.PostgresFolders(folder.FullName).Select(bin => Path.GetFileName(Path.GetDirectoryName(bin))));
        Assert.Empty(ProgramChecks.PostgresFolders(Path.Combine(folder.FullName, "nowhere")));
    }

    [Fact]
    public void An_external_server_is_ok_and_its_password_is_not_shown()
    {
        var check = ProgramChecks.Server("postgres", "postgres", "huracan", [folder.FullName], "install it", name =>
            name == "ConnectionStrings__huracan" ? "Password=secret" : null);
        Assert.Equal(CheckResult.Ok("postgres", "external, by ConnectionStrings__huracan"), check);
        Assert.Equal(
            CheckStatus.Warn, ProgramChecks.Server("postgres", "postgres", "huracan", [folder.FullName], "install it", _ => null).Status);
    }
}
