using Huracan.AppHost.Local;

namespace Huracan.Tests.AppHost.Local;

public sealed class PostgresProgramsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-binaries-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_systems_folders_come_newest_first_and_only_with_a_server()
    {
        Install("9", "initdb", "postgres");
        Install("15", "initdb", "postgres");
        Install("17", "psql");
        Assert.Equal([15, 9], PostgresPrograms.SystemFolders(folder.FullName).Select(x => x.Version ?? 0));
    }

    [Fact]
    public void Data_is_read_by_the_version_that_wrote_it()
    {
        PostgresPrograms[] found = [new("/new", 17, "the system's"), new("/old", 15, "the system's")];
        Assert.Equal(17, PostgresPrograms.Choose(found, null).Version);
        Assert.Equal(15, PostgresPrograms.Choose(found, 15).Version);
        var exception = Assert.Throws<InvalidOperationException>(() => PostgresPrograms.Choose(found, 14));
        Assert.Contains(
            "written by PostgreSQL 14, found is only 17, 15: install postgresql-14", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_server_at_all_names_the_remedy() =>
        Assert.Contains("./huracan setup", Assert.Throws<InvalidOperationException>(() => PostgresPrograms.Choose([], null))
            .Message, StringComparison.Ordinal);

    private void Install(string version, params string[] programs)
    {
        var bin = Directory.CreateDirectory(Path.Combine(folder.FullName, version, "bin")).FullName;
        foreach (var program in programs)
            File.WriteAllText(Path.Combine(bin, program), "");
    }
}
