namespace Huracan.Cli.Doctor;

/// <summary>.NET itself, and the packages the program was built with.</summary>
public static class DotnetChecks
{
    private const int Major = 10;
    private const string Download = "https://dotnet.microsoft.com/download/dotnet/10.0";

    public static CheckResult Runtime() => Environment.Version.Major >= Major
        ? CheckResult.Ok(".NET runtime", Environment.Version.ToString())
        : CheckResult.Fail(".NET runtime", Environment.Version.ToString(), $"install .NET {Major} from {Download}");

    public static CheckResult Sdk() => Sdk(SystemProgram.Output("dotnet", "--list-sdks"));

    /// <summary>Checks the output of <c>dotnet --list-sdks</c>; null when it could not be run.</summary>
    public static CheckResult Sdk(string? listed)
    {
        var versions = (listed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();
        var installed = versions.LastOrDefault(version => version.StartsWith($"{Major}.", StringComparison.Ordinal));
        return installed is not null
            ? CheckResult.Ok(".NET SDK", installed)
            : CheckResult.Warn(
                ".NET SDK", versions.Count == 0 ? "none" : string.Join(", ", versions),
                $"needed only to build: install .NET {Major} from {Download}");
    }

    public static CheckResult Packages() => File.Exists(PackageList.DependencyFile)
        ? Packages(File.ReadAllText(PackageList.DependencyFile), name => File.Exists(PackageList.PathOf(name)))
        : CheckResult.Warn("packages", $"{PackageList.DependencyFile} is missing", "build again: ./huracan setup");

    /// <summary>Checks the dependency file of the build: every package's assemblies must be in the program's folder.</summary>
    public static CheckResult Packages(string dependencies, Func<string, bool> exists)
    {
        var packages = PackageList.Read(dependencies);
        var missing = packages.SelectMany(package => package.Assemblies).Where(name => !exists(name)).ToList();
        return missing.Count == 0
            ? CheckResult.Ok("packages", string.Join(", ", packages.Select(package => $"{package.Name} {package.Version}")))
            : CheckResult.Fail(
                "packages", $"missing from the program's folder: {string.Join(", ", missing)}", "build again: ./huracan setup");
    }
}
