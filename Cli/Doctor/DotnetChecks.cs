namespace Huracan.Cli.Doctor;

/// <summary>.NET itself, and the packages beside the program.</summary>
public static class DotnetChecks
{
    private const int Major = 10;
    private const string Download = "https://dotnet.microsoft.com/download/dotnet/10.0";

    public static Check Runtime() => Environment.Version.Major >= Major
        ? Check.Ok(".NET runtime", Environment.Version.ToString())
        : Check.Fail(".NET runtime", Environment.Version.ToString(), $"install .NET {Major} from {Download}");

    public static Check Sdk() => Sdk(Tool.Output("dotnet", "--list-sdks"));

    /// <summary>Judges what <c>dotnet --list-sdks</c> printed; null when it could not be run.</summary>
    public static Check Sdk(string? listed)
    {
        var versions = (listed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();
        var fitting = versions.LastOrDefault(version => version.StartsWith($"{Major}.", StringComparison.Ordinal));
        return fitting is not null
            ? Check.Ok(".NET SDK", fitting)
            : Check.Warn(
                ".NET SDK", versions.Count == 0 ? "none" : string.Join(", ", versions),
                $"only building needs it: install .NET {Major} from {Download}");
    }

    public static Check Packages() => File.Exists(PackageList.ListFile)
        ? Packages(File.ReadAllText(PackageList.ListFile), name => File.Exists(PackageList.PathOf(name)))
        : Check.Warn("packages", $"{PackageList.ListFile} is not there", "build again: ./huracan setup");

    /// <summary>Judges the list of dependencies that the build writes: every package's assemblies must lie beside the program.</summary>
    public static Check Packages(string dependencies, Func<string, bool> exists)
    {
        var packages = PackageList.Read(dependencies);
        var missing = packages.SelectMany(package => package.Assemblies).Where(name => !exists(name)).ToList();
        return missing.Count == 0
            ? Check.Ok("packages", string.Join(", ", packages.Select(package => $"{package.Name} {package.Version}")))
            : Check.Fail("packages", $"not beside the program: {string.Join(", ", missing)}", "build again: ./huracan setup");
    }
}
