using System.Globalization;
using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Postgres;

/// <summary>A PostgreSQL server's programs on this machine.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Version">The major version; null when it is not told by the folder.</param>
/// <param name="Source">Where they come from, for people to read.</param>
internal sealed record PostgresBinaries(string Folder, int? Version, string Source)
{
    private const string SystemFolder = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string Init => Path.Combine(Folder, "initdb");

    /// <summary>
    /// The system's (newest first, or the one that wrote the data), those on PATH, then npm's package.
    /// </summary>
    /// <exception cref="LaunchFailedException">There are none, or none that can read the data.</exception>
    public static PostgresBinaries Find(int? dataVersion) =>
        Choose(SystemFolders(SystemFolder).Concat(OnPath()).Concat(InPackages(Checkout.Path("node_modules"))).ToList(), dataVersion);

    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? dataVersion)
    {
        if (found.Count == 0)
            throw new LaunchFailedException("no PostgreSQL server on this machine: run './huracan setup', or set ConnectionStrings__huracan to one of your own", CanHeal: false);
        return found.FirstOrDefault(x => dataVersion is null || x.Version is null || x.Version == dataVersion)
            ?? throw new LaunchFailedException(
                $"the data was written by PostgreSQL {dataVersion}, found is only {string.Join(", ", found.Select(x => x.Version).Distinct())}: "
                + $"install postgresql-{dataVersion}, or choose another folder with --state", CanHeal: false);
    }

    /// <summary>Debian keeps one folder per version, out of PATH.</summary>
    internal static IEnumerable<PostgresBinaries> SystemFolders(string root) => Directory.Exists(root)
        ? from folder in Directory.GetDirectories(root)
          let version = int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null
          let programs = Path.Combine(folder, "bin")
          where version is not null && IsServer(programs)
          orderby version descending
          select new PostgresBinaries(programs, version, "the system's")
        : [];

    internal static IEnumerable<PostgresBinaries> InPackages(string modules)
    {
        var package = Path.Combine(modules, "@embedded-postgres", "linux-x64");
        var programs = Path.Combine(package, "native", "bin");
        if (!IsServer(programs))
            yield break;
        using var description = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        var version = description.RootElement.GetProperty("version").GetString()?.Split('.')[0];
        yield return new PostgresBinaries(programs, int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, "npm's @embedded-postgres");
    }

    /// <summary>These programs where the server's user may run them: copied into its home when they lie below root's.</summary>
    public async Task<PostgresBinaries> ForAsync(PostgresHome home, CancellationToken cancellationToken)
    {
        if (home.User is null || await home.MayUseAsync(Server, cancellationToken))
            return this;
        var copy = Path.Combine(home.Folder, $"server-{Version}");
        if (!Directory.Exists(copy))
        {
            // Programs, libraries and shared files lie beside each other and find each other by relative paths.
            var (code, output) = await ChildProcess.RunAsync(new ProcessCommand("cp", ["-rP", Path.GetDirectoryName(Folder)!, copy + ".new"]), cancellationToken); // .../bin
            if (code != 0)
                throw new LaunchFailedException($"the server's programs cannot be copied to {copy}: {output}", CanHeal: false);
            Directory.Move(copy + ".new", copy);
        }
        return this with { Folder = Path.Combine(copy, "bin"), Source = $"{Source}, copied" };
    }

    private static IEnumerable<PostgresBinaries> OnPath()
    {
        if (CommandLine.Find("postgres") is { } found)
        {
            // A link on PATH leads to where initdb and the server's own files lie.
            var target = File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
            var folder = Path.GetDirectoryName(target)!; // a full path to a file has a folder
            if (IsServer(folder))
                yield return new PostgresBinaries(folder, null, "on PATH");
        }
    }

    private static bool IsServer(string folder) => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
}
