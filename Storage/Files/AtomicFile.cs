using System.Globalization;

namespace Huracan.Storage.Files;

/// <summary>
/// Writes files that are whole or not there: into a temporary file of the same folder, flushed to disk, renamed over the target,
/// the folder flushed too. A killed writer leaves at most a temporary file, whose name readers ignore.
/// </summary>
public static class AtomicFile
{
    private const string TemporaryExtension = ".tmp";
    private static int counter;

    /// <summary>Replaces a file by these bytes, making its folder if need be.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it, and nothing is left behind.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = PrepareTemporary(path);
        try
        {
            using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
                RandomAccess.Write(handle, content, 0);
            Commit(path, temporary);
        }
        catch (Exception exception)
        {
            if (Abandon(path, temporary, exception) is { } named)
                throw named;
            throw;
        }
    }

    /// <summary>Replaces a file by what <paramref name="write"/> puts into the stream.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it, and nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write) => Publish(path, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
    });

    /// <summary>Replaces a file by what <paramref name="write"/> makes under the temporary name it is given.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it, and nothing is left behind.</exception>
    public static void Publish(string path, Action<string> write) => Publish(path, PrepareTemporary(path), write);

    /// <summary>Whether a file or folder name is that of an unfinished one.</summary>
    public static bool IsTemporary(string name) => name.StartsWith('.') && name.EndsWith(TemporaryExtension, StringComparison.Ordinal);

    internal static void Publish(string path, string temporary, Action<string> write)
    {
        try
        {
            write(temporary);
            Commit(path, temporary);
        }
        catch (Exception exception)
        {
            if (Abandon(path, temporary, exception) is { } named)
                throw named;
            throw;
        }
    }

    internal static string TemporaryFor(string path) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/",
        string.Create(
            CultureInfo.InvariantCulture,
            $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}{TemporaryExtension}"));

    internal static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    internal static IOException Failure(string path, Exception exception)
    {
        const int noSpace = 28, quota = 122; // ENOSPC, EDQUOT
        var isFull = exception is IOException && exception.HResult is noSpace or quota;
        var reason = isFull ? $"the disk is full ({exception.Message})" : exception.Message;
        return new IOException($"{path} could not be written, and nothing was left behind: {reason}", exception);
    }

    private static string PrepareTemporary(string path)
    {
        var temporary = TemporaryFor(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(temporary)!); // a combined path has a folder
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, exception);
        }
        return temporary;
    }

    private static void Commit(string path, string temporary)
    {
        Flush(temporary);
        File.Move(temporary, path, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(temporary)!); // as above
    }

    // Null where the error already names which file it is about, or is not about files at all.
    private static IOException? Abandon(string path, string temporary, Exception exception)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; what stays behind carries a temporary name and is removed later.
        }
        var isNamed = exception.Message.Contains(path, StringComparison.Ordinal);
        return exception is UnauthorizedAccessException || (exception is IOException && !isNamed) || IsTooLarge(exception)
            ? Failure(path, exception)
            : null;
    }

    // How .NET's streams say EFBIG: the file is larger than the file system or a limit of the process allows.
    private static bool IsTooLarge(Exception exception) =>
        exception is ArgumentOutOfRangeException { ParamName: "value" } && exception.Source == typeof(FileStream).Assembly.GetName().Name;
}
