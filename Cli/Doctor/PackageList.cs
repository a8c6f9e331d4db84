using System.Diagnostics;
using System.Text.Json;

namespace Huracan.Cli.Doctor;

/// <summary>The packages that the program was built with.</summary>
public static class PackageList
{
    private static readonly string Program = typeof(PackageList).Assembly.Location;

    /// <summary>The dependency file that the build writes, <c>huracan.deps.json</c>.</summary>
    public static string DependencyFile { get; } = Path.ChangeExtension(Program, ".deps.json");

    /// <summary>Path of an assembly in the program's folder.</summary>
    public static string PathOf(string assembly) => Path.Combine(Path.GetDirectoryName(Program) ?? "", assembly);

    /// <summary>
    /// Version of each package by its id, as its assembly states it (the informational version without the commit); empty where there is
    /// no dependency file.
    /// </summary>
    public static SortedDictionary<string, string> Versions()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(DependencyFile))
            return versions;
        foreach (var package in Read(File.ReadAllText(DependencyFile)))
        {
            var path = PathOf(package.Assemblies[0]);
            if (File.Exists(path) && FileVersionInfo.GetVersionInfo(path).ProductVersion is { } version)
                versions[package.Name] = version.Split('+', ' ')[0].TrimEnd('.'); // "10.4.2. Commit Hash: …" is one form
        }
        return versions;
    }

    /// <summary>Reads a dependency file: packages with assemblies, in the file's order.</summary>
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
