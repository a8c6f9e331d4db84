using System.Globalization;
using System.Text.Json;

namespace Huracan.AppHost.Local;

/// <summary>A PostgreSQL server's programs on this machine.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Version">The major version; null when the folder does not name it.</param>
/// <param name="Source">Where they come from, for people to read.</param>
internal sealed record PostgresPrograms(string Folder, int? Version, string Source)
{
    private const string SystemFolder = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string Init => Path.Combine(Folder, "initdb");

    /// <summary>The system's (newest first, or the one that wrote the data), those on PATH, then npm's package.</summary>
    /// <param name="dataVersion">The version that wrote the data; null where there is none.</param>
    /// <param name="modules">The folder of npm's packages.</param>
    /// <exception cref="InvalidOperationException">There are none, or none that can read the data.</exception>
    public static PostgresPrograms Find(int? dataVersion, string modules) =>
        Choose([.. SystemFolders(SystemFolder), .. OnPath(), .. InPackages(modules)], dataVersion);

    /// <summary>The full path of one of PostgreSQL's other programs, the newest there is; null where there is none.</summary>
    public static string? FindTool(string name) =>
        SystemFolders(SystemFolder).Select(x => Path.Combine(x.Folder, name)).FirstOrDefault(File.Exists) ?? LocalProgram.Find(name);

    internal static PostgresPrograms Choose(IReadOnlyList<PostgresPrograms> found, int? dataVersion)
    {
        if (found.Count == 0)
            throw new InvalidOperationException(
                "no PostgreSQL server on this machine: run './huracan setup', or set ConnectionStrings__huracan to one of your own");
        return found.FirstOrDefault(x => dataVersion is null || x.Version is null || x.Version == dataVersion)
            ?? throw new InvalidOperationException(
                $"the data was written by PostgreSQL {dataVersion}, found is only "
                + $"{string.Join(", ", found.Select(x => x.Version).Distinct())}: "
                + $"install postgresql-{dataVersion}, or choose another folder with --state");
    }

    /// <summary>Debian keeps one folder per version, out of PATH.</summary>
    internal static IEnumerable<PostgresPrograms> SystemFolders(string root) => Directory.Exists(root)
        ? from folder in Directory.GetDirectories(root)
          let version = Major(Path.GetFileName(folder))
          let programs = Path.Combine(folder, "bin")
          where version is not null && IsServer(programs)
          orderby version descending
          select new PostgresPrograms(programs, version, "the system's")
        : [];

    internal static IEnumerable<PostgresPrograms> InPackages(string modules)
    {
        var package = Path.Combine(modules, "@embedded-postgres", "linux-x64");
        var programs = Path.Combine(package, "native", "bin");
        if (!IsServer(programs))
            yield break;
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        yield return new PostgresPrograms(
            programs, Major(description.RootElement.GetProperty("version").GetString()), "npm's @embedded-postgres");
    }

    /// <summary>These programs where the server's user may run them: copied into its folder when they lie below root's home.</summary>
    public PostgresPrograms For(PostgresFolder home)
    {
        if (home.User is null || ServerUser.MayUse(home.User, Server))
            return this;
        var copy = Path.Combine(home.Folder, $"server-{Version}");
        if (!Directory.Exists(copy))
        {
            // Programs, libraries and shared files lie beside each other and find each other by relative paths.
            // Folder ends with /bin.
            if (LocalProgram.Run("cp", ["-rP", Path.GetDirectoryName(Folder)!, copy + ".new"]) is { ExitCode: not 0 } failed)
                throw new InvalidOperationException($"the server's programs cannot be copied to {copy}: {failed.Errors}");
            Directory.Move(copy + ".new", copy);
        }
        return this with { Folder = Path.Combine(copy, "bin"), Source = $"{Source}, copied" };
    }

    private static IEnumerable<PostgresPrograms> OnPath()
    {
        if (LocalProgram.Find("postgres") is not { } found)
            yield break;
        // A link on PATH leads to where initdb and the server's own files lie.
        // A full path to a file has a folder.
        var folder = Path.GetDirectoryName(File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found)!;
        if (IsServer(folder))
            yield return new PostgresPrograms(folder, null, "on PATH");
    }

    private static bool IsServer(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    private static int? Major(string? version) =>
        int.TryParse(version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
