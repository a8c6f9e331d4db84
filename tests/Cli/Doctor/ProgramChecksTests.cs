using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public sealed class ProgramChecksTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-doctor-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_program_that_says_its_version_is_well()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "thing"), "/bin/echo");
        var check = ProgramChecks.Program("thing", "thing", [folder.FullName], "thing 2.1", "fetch it");
        Assert.Equal((CheckState.Ok, $"thing 2.1 ({folder.FullName}/thing)"), (check.State, check.Found));
    }

    [Fact]
    public void A_program_that_is_absent_or_broken_is_reported_with_the_remedy()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "broken"), "/bin/false");
        Assert.Equal(
            Check.Warn("thing", "not here", "fetch it"),
            ProgramChecks.Program("thing", "thing", [folder.FullName], "--version", "fetch it"));
        Assert.Equal(CheckState.Warn, ProgramChecks.Program("broken", "broken", [folder.FullName], "--version", "fetch it").State);
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
    public void A_server_of_ones_own_is_well_and_its_password_stays_hidden()
    {
        var check = ProgramChecks.Server("postgres", "postgres", "huracan", [folder.FullName], "fetch it", name =>
            name == "ConnectionStrings__huracan" ? "Password=secret" : null);
        Assert.Equal(Check.Ok("postgres", "your own, by ConnectionStrings__huracan"), check);
        Assert.Equal(
            CheckState.Warn, ProgramChecks.Server("postgres", "postgres", "huracan", [folder.FullName], "fetch it", _ => null).State);
    }
}
