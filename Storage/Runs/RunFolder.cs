using System.Security.Cryptography;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Tables;
using Huracan.Storage.Files;
using Huracan.Storage.Parquet;
using Huracan.Storage.Studies;
using Huracan.Storage.Tables;

namespace Huracan.Storage.Runs;

/// <summary>
/// A folder of results such as <c>artifacts/{run_id}</c>. Names are relative with <c>/</c>; none leads out of it. What is published
/// is whole: a reader sees the content before or the one after, never half of it.
/// </summary>
public sealed partial class RunFolder(string root)
{
    /// <summary>The folder, absolute. It is made by the first write.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The absolute path of a name.</summary>
    /// <exception cref="InputRefusedException">The name is empty, absolute or leads out of the folder.</exception>
    public string PathOf(string name)
    {
        var safe = name.Length > 0 && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
            && name.Split('/').All(part => part is not ("" or "." or ".."));
        return safe
            ? Path.Combine(Root, name)
            : throw new InputRefusedException(
                $"'{name}' is not a name inside {Root}: it must be relative, with '/' between its parts, without '.', '..' and empty "
                    + "parts.");
    }

    /// <summary>Whether a file or folder has been published under the name.</summary>
    public bool Exists(string name) => PathOf(name) is var path && (File.Exists(path) || Directory.Exists(path));

    /// <summary>Replaces a file.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left behind.</exception>
    public void Publish(string name, ReadOnlySpan<byte> content) => AtomicFile.Write(PathOf(name), content);

    /// <summary>The content of a file; null when there is none.</summary>
    public byte[]? TryRead(string name)
    {
        var path = PathOf(name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>
    /// SHA-256 of a file, lower-case hex; of a study (<c>.db</c>) its content's, for its bytes hold dates; of a folder, over the sorted
    /// names and hashes of its files. Null when there is none.
    /// </summary>
    public string? Hash(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            if (name.EndsWith(".db", StringComparison.Ordinal) && StudyHash(path) is { } content)
                return content;
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        if (!Directory.Exists(path))
            return null;
        var lines = List(name).Select(x => $"{x[(name.Length + 1)..]} {Hash(x)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    // A file that is no study, or no whole one, is compared by its bytes: it is not what was published.
    private static string? StudyHash(string path)
    {
        try
        {
            return StudyContent.Hash(SqliteStudyStorage.Read(path));
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    /// <summary>Names of all published files below a folder, the root when empty; sorted ordinally.</summary>
    public IReadOnlyList<string> List(string folder = "")
    {
        var path = folder.Length == 0 ? Root : PathOf(folder);
        if (!Directory.Exists(path))
            return [];
        return [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories)
            .Select(x => Path.GetRelativePath(Root, x))
            .Where(x => !x.Split('/').Any(AtomicFile.IsTemporary))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes a file or folder; does nothing when there is none.</summary>
    public void Delete(string name)
    {
        var path = PathOf(name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    /// <summary>
    /// Removes what killed writers left behind, if it is at least so old. Only for the owner of the run: a younger one may belong
    /// to a living writer.
    /// </summary>
    /// <returns>Number of files and folders removed.</returns>
    public int SweepTemporaries(TimeSpan minimumAge, TimeProvider time)
    {
        if (!Directory.Exists(Root))
            return 0;
        var limit = time.GetUtcNow().UtcDateTime - minimumAge;
        var stale = Directory.GetFileSystemEntries(Root, ".*.tmp", SearchOption.AllDirectories)
            .Where(x => AtomicFile.IsTemporary(Path.GetFileName(x)) && File.GetLastWriteTimeUtc(x) <= limit)
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var path in stale)
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else if (File.Exists(path))
                File.Delete(path);
        }
        return stale.Length;
    }

    /// <summary>Writes a value as JSON.</summary>
    public void WriteJson<T>(string name, T value) => Publish(name, HuracanJson.Serialize(value));

    /// <summary>Reads JSON; null when there is no file.</summary>
    /// <exception cref="InputRefusedException">The file is no JSON of this kind; the message names file, line and key.</exception>
    public T? ReadJson<T>(string name)
        where T : class => TryRead(name) is { } content ? HuracanJson.Deserialize<T>(content, PathOf(name)) : null;

    /// <summary>Writes a table as Parquet.</summary>
    public void WriteTable(string name, Table table) => ParquetTable.Write(PathOf(name), table);

    /// <summary>Reads a Parquet table; null when there is no file.</summary>
    /// <exception cref="InputRefusedException">The file is damaged.</exception>
    public Table? ReadTable(string name) => PathOf(name) is var path && File.Exists(path) ? ParquetTable.Read(path) : null;

    /// <summary>Writes a table as CSV.</summary>
    public void WriteCsv(string name, Table table) => Publish(name, CsvTable.Format(table));
}
