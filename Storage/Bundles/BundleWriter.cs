using Huracan.Contracts;
using Huracan.Storage.Files;

namespace Huracan.Storage.Bundles;

/// <summary>
/// Writes bundles that are whole or not there: into a temporary folder beside, every file flushed to disk, then renamed. A killed writer
/// leaves at most the temporary folder, whose name readers ignore.
/// </summary>
public static class BundleWriter
{
    /// <summary>Writes a bundle below a folder of champions. It becomes no champion by that.</summary>
    /// <param name="champions">The folder of the champions.</param>
    /// <param name="source">The bundle.</param>
    /// <param name="signer">Who signs; null for nobody.</param>
    /// <returns>The bundle's folder.</returns>
    /// <exception cref="InputRefusedException">There is another bundle of this version, or coin or version cannot be names of
    /// folders.</exception>
    /// <exception cref="IOException">It cannot be written; nothing is left behind under its name.</exception>
    public static string Write(string champions, BundleSource source, BundleSigner? signer) =>
        Write(champions, source.Place, source.Seal(signer));

    internal static string Write(string champions, BundlePlace place, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var folder = Path.Combine(Path.GetFullPath(champions), place.Folder);
        if (Directory.Exists(folder))
            return IsSame(folder, files)
                ? folder
                : throw new InputRefusedException($"{folder} is there with other content; a version is never changed.");
        var temporary = AtomicFile.TemporaryFor(folder);
        try
        {
            foreach (var (name, content) in files)
                WriteFile(Path.Combine(temporary, name), content);
            foreach (var inner in Directory.GetDirectories(temporary, "*", SearchOption.AllDirectories))
                FolderFlush.Flush(inner);
            FolderFlush.Flush(temporary);
            Directory.Move(temporary, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Abandon(temporary);
            throw AtomicFile.Failure(folder, exception);
        }
        // The folders above may be new too, up to that of the champions.
        var above = folder;
        for (var level = 0; level <= BundlePlace.Depth; level++)
            FolderFlush.Flush(above = Path.GetDirectoryName(above) ?? "/");
        return folder;
    }

    private static void WriteFile(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in the folder has one
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static bool IsSame(string folder, IEnumerable<KeyValuePair<string, byte[]>> files) => files
        .Where(file => file.Key is BundleNames.Manifest or BundleNames.Signature)
        .All(file => Path.Combine(folder, file.Key) is var path && File.Exists(path)
            && File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Value));

    private static void Abandon(string temporary)
    {
        try
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; what stays behind carries a temporary name and is removed later.
        }
    }
}
