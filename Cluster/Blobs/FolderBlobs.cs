using Huracan.Contracts;
using Huracan.Storage.Files;

namespace Huracan.Cluster.Blobs;

/// <summary>Blobs as files in a folder that all silos share.</summary>
public sealed class FolderBlobs(string folder) : IBlobStore
{
    /// <inheritdoc/>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        AtomicFile.Write(PathOf(name), content.Span);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WrittenBeforeAsync(
        DateTimeOffset instant, string after, int limit, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            return Task.FromResult<IReadOnlyList<string>>([]);
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < instant.UtcDateTime)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(name => string.CompareOrdinal(name, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit);
        return Task.FromResult<IReadOnlyList<string>>([.. names]);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (PathOf(name) is var path && File.Exists(path))
                File.Delete(path);
        }
        return Task.CompletedTask;
    }

    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InputRefusedException($"Blob '{name}' lies outside of its folder.");
    }
}
