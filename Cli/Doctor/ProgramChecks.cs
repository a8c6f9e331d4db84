namespace Huracan.Cli.Doctor;

/// <summary>Programs that something beside the numbers rests on; none of them stops a run.</summary>
public static class ProgramChecks
{
    private const string PostgresFolder = "/usr/lib/postgresql";

    public static Check Gnuplot() => Program("gnuplot", "gnuplot", Tool.SearchPath, "--version",
        "the PNG charts of a run need it: apt-get install --no-install-recommends gnuplot-nox");

    public static Check Postgres() => Program("postgres", "postgres", [.. Tool.SearchPath, .. PostgresFolders(PostgresFolder)], "--version",
        "only the cluster needs it: apt-get install --no-install-recommends postgresql");

    public static Check Redis() => Program("redis", "redis-server", Tool.SearchPath, "--version",
        "only the cluster's cache uses it: apt-get install --no-install-recommends redis-server");

    public static Check Chromium()
    {
        var found = Tool.Find(["chromium", "chromium-browser", "google-chrome"], Tool.SearchPath);
        return Check.Ok("chromium", found ?? "not here; only the dashboard's own tests would use it");
    }

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
        ? [.. Directory.GetDirectories(root).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))]
        : [];
}
