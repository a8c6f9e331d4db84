using System.IO.Compression;
using System.Text;

namespace Huracan.Tests;

/// <summary>A folder that a test may fill and that goes when it ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("huracan-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string WriteGzip(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        using var packer = new GZipStream(File.Create(this[name]), CompressionLevel.Fastest);
        packer.Write(Encoding.UTF8.GetBytes(text));
        return this[name];
    }

    /// <summary>Names of all entries, unfinished ones too.</summary>
    public string[] Entries() => [.. Directory.GetFileSystemEntries(Root, "*", SearchOption.AllDirectories)
        .Select(x => Path.GetRelativePath(Root, x)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
