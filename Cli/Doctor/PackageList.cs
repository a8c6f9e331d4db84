using System.Diagnostics;
using System.Text.Json;

namespace Huracan.Cli.Doctor;

/// <summary>The packages whose assemblies lie beside the program.</summary>
public static class PackageList
{
    private static readonly string Program = typeof(PackageList).Assembly.Location;

    /// <summary>The list of dependencies that the build writes.</summary>
    public static string ListFile { get; } = Path.ChangeExtension(Program, ".deps.json");

    /// <summary>Path of an assembly beside the program.</summary>
    public static string PathOf(string assembly) => Path.Combine(Path.GetDirectoryName(Program) ?? "", assembly);

    /// <summary>
    /// Version of each package's assembly by the package's name, as the assembly itself has it (its informational version without the
    /// commit); empty where the build's list is not there.
    /// </summary>
    public static SortedDictionary<string, string> Versions()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(ListFile))
            return versions;
        foreach (var package in Read(File.ReadAllText(ListFile)))
        {
            var path = PathOf(package.Assemblies[0]);
            if (File.Exists(path) && FileVersionInfo.GetVersionInfo(path).ProductVersion is { } version)
                versions[package.Name] = version.Split('+')[0];
        }
        return versions;
    }

    /// <summary>Reads the list of dependencies: packages that bring assemblies, in its order.</summary>
    public static IReadOnlyList<Package> Read(string dependencies)
    {
        using var document = JsonDocument.Parse(dependencies);
        var packages = new List<Package>();
        foreach (var target in document.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject())
            {
                if (!library.Value.TryGetProperty("runtime", out var runtime) || !IsPackage(document.RootElement, library.Name))
                    continue;
                var name = library.Name.Split('/');
                string[] assemblies = [.. runtime.EnumerateObject().Select(file => Path.GetFileName(file.Name))];
                if (assemblies.Length > 0)
                    packages.Add(new Package(name[0], name[1], assemblies));
            }
        }
        return packages;
    }

    private static bool IsPackage(JsonElement root, string library) =>
        root.GetProperty("libraries").TryGetProperty(library, out var entry) && entry.GetProperty("type").GetString() == "package";
}
