using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;

namespace Huracan.Storage.Bundles;

/// <summary>Reads the files of a bundle's folder and refuses what no bundle has.</summary>
internal sealed class BundleReader(string folder)
{
    private const long LongestManifest = 16 << 20;

    public string Folder { get; } = folder;

    public InputRefusedException Refusal(string file, string rule) => new($"{Path.Combine(Folder, file)}: {rule}.");

    /// <summary>A link could lead to content that is another one tomorrow.</summary>
    public void RequireNoLinks()
    {
        if (!Directory.Exists(Folder))
            throw new InputRefusedException($"There is no bundle {Folder}.");
        var above = Folder;
        for (var level = 0; level < BundlePlace.Depth && above is not null; level++, above = Path.GetDirectoryName(above))
            RequireNoLink(new DirectoryInfo(above));
    }

    /// <summary>The folder's own name must say what the manifest says.</summary>
    public void RequirePlace(BundlePlace place)
    {
        var parts = Folder.Split(Path.DirectorySeparatorChar);
        var there = string.Join('/', parts[^Math.Min(BundlePlace.Depth, parts.Length)..]);
        if (there != place.Folder)
            throw Refusal(BundleNames.Manifest, $"its bundle must lie in {place.Folder}, and lies in {there}");
    }

    /// <summary>The bytes of the manifest or its signature.</summary>
    public byte[] Read(string name)
    {
        var file = new FileInfo(Path.Combine(Folder, name));
        if (!file.Exists)
            throw Refusal(name, "it is missing");
        RequireNoLink(file);
        // Before it is opened: what has no length may be a pipe, at which a reader would wait for ever.
        return file.Length is > 0 and <= LongestManifest
            ? File.ReadAllBytes(file.FullName)
            : throw Refusal(name, $"it must have 1 to {LongestManifest} bytes, and has {file.Length}");
    }

    /// <summary>Reads JSON that must have the very bytes this program writes, so that nothing can hide in it.</summary>
    public T Canonical<T>(string name, byte[] content)
        where T : class
    {
        var value = HuracanJson.Deserialize<T>(content, Path.Combine(Folder, name));
        return HuracanJson.Serialize(value).AsSpan().SequenceEqual(content)
            ? value
            : throw Refusal(name, "it must be written as this program writes it, byte by byte");
    }

    /// <summary>The bytes of every other file; the folder must have these files and no others.</summary>
    public Dictionary<string, byte[]> ReadAll(IReadOnlyList<BundleFile> listed)
    {
        var there = Entries();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in listed)
        {
            if (!there.Remove(file.Path, out var found))
                throw Refusal(file.Path, $"{BundleNames.Manifest} lists it, and it is missing");
            if (found.Length != file.Size)
                throw Refusal(file.Path, $"it must have {file.Size} bytes, and has {found.Length}");
            var content = file.Size == 0 ? [] : File.ReadAllBytes(found.FullName); // as above
            if (BundleSource.HashOf(content) != file.Sha256)
                throw Refusal(file.Path, $"its SHA-256 must be the one in {BundleNames.Manifest}");
            files.Add(file.Path, content);
        }
        return there.Count == 0 ? files : throw Refusal(there.Keys.First(), $"{BundleNames.Manifest} does not list it");
    }

    private SortedDictionary<string, FileInfo> Entries()
    {
        var files = new SortedDictionary<string, FileInfo>(StringComparer.Ordinal);
        var folders = new Queue<DirectoryInfo>([new DirectoryInfo(Folder)]);
        while (folders.TryDequeue(out var folder))
        {
            var entries = folder.GetFileSystemInfos();
            if (entries.Length == 0)
                throw Refusal(Path.GetRelativePath(Folder, folder.FullName), "a folder without a file belongs to no bundle");
            foreach (var entry in entries)
            {
                RequireNoLink(entry);
                if (entry is DirectoryInfo inner)
                    folders.Enqueue(inner);
                else if (Path.GetRelativePath(Folder, entry.FullName).Replace('\\', '/') is var name
                    && name is not (BundleNames.Manifest or BundleNames.Signature))
                    files.Add(name, (FileInfo)entry);
            }
        }
        return files;
    }

    private static void RequireNoLink(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            throw new InputRefusedException($"{entry.FullName}: it is a link, and a bundle must have files of its own.");
    }
}
