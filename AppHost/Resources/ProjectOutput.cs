using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Resources;

/// <summary>What the build left of a project, in the same configuration as this program.</summary>
internal static class ProjectOutput
{
    private const string Suffix = ".runtimeconfig.json";

    /// <summary>The program's dll. Outputs lie side by side: <c>bin/AppHost/release</c>, <c>bin/Silo/release</c>.</summary>
    public static string Find(string projectPath, string ownOutput)
    {
        var own = new DirectoryInfo(ownOutput.TrimEnd(Path.DirectorySeparatorChar));
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var folder = Path.Combine(own.Parent?.Parent?.FullName ?? ownOutput, name, own.Name);
        var settings = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Suffix) : [];
        var programs = settings.Select(path => path[..^Suffix.Length] + ".dll").Where(File.Exists).ToList();
        return programs.Count == 1
            ? programs[0]
            : throw new LaunchFailedException($"no program of {name} in {folder}: build it with './huracan setup'", CanHeal: false);
    }
}
