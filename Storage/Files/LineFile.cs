using Microsoft.Win32.SafeHandles;

namespace Huracan.Storage.Files;

/// <summary>A file that grows by whole lines, such as a log that outlives the process that writes it.</summary>
public static class LineFile
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>
    /// Appends a line in one write, making the file and its folder if need be. A line that was cut short before, by a kill or a full disk,
    /// is ended first, and so corrupts no other.
    /// </summary>
    /// <param name="path">The file; one process at a time writes it.</param>
    /// <param name="line">The line, UTF-8, without a line feed.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or a folder is in its place.</exception>
    public static void Append(string path, ReadOnlySpan<byte> line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var length = RandomAccess.GetLength(file);
        byte[] content = IsCutShort(file, length) ? [LineFeed, .. line, LineFeed] : [.. line, LineFeed];
        RandomAccess.Write(file, content, length);
    }

    private static bool IsCutShort(SafeFileHandle file, long length)
    {
        Span<byte> last = [LineFeed];
        if (length > 0)
            RandomAccess.Read(file, last, length - 1);
        return last[0] != LineFeed;
    }
}
