using System.Text.Json;

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

    /// <summary>Judges what <c>dotnet --list-sdks</c> printed; null when it could not be asked.</summary>
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

    public static Check Packages()
    {
        var assembly = typeof(DotnetChecks).Assembly.Location;
        var list = Path.ChangeExtension(assembly, ".deps.json");
        return File.Exists(list)
            ? Packages(File.ReadAllText(list), name => File.Exists(Path.Combine(Path.GetDirectoryName(assembly) ?? "", name)))
            : Check.Warn("packages", $"{list} is not there", "build again: ./huracan setup");
    }

    /// <summary>Judges the list of dependencies that the build writes: every package's assemblies must lie beside the program.</summary>
    public static Check Packages(string dependencies, Func<string, bool> exists)
    {
        using var document = JsonDocument.Parse(dependencies);
        var packages = new List<string>();
        var missing = new List<string>();
        foreach (var target in document.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject())
            {
                if (!library.Value.TryGetProperty("runtime", out var runtime) || !IsPackage(document.RootElement, library.Name))
                    continue;
                packages.Add(library.Name.Replace('/', ' '));
                missing.AddRange(runtime.EnumerateObject().Select(file => Path.GetFileName(file.Name)).Where(name => !exists(name)));
            }
        }
        return missing.Count == 0
            ? Check.Ok("packages", string.Join(", ", packages))
            : Check.Fail("packages", $"not beside the program: {string.Join(", ", missing)}", "build again: ./huracan setup");
    }

    private static bool IsPackage(JsonElement root, string library) =>
        root.GetProperty("libraries").TryGetProperty(library, out var entry) && entry.GetProperty("type").GetString() == "package";
}
