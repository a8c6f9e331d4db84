using System.Runtime.InteropServices;

namespace Huracan.Storage.Files;

/// <summary>Makes a rename durable: the folder's own entry must reach the disk too, and .NET opens no folder.</summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0; // O_RDONLY

    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = open(folder, ReadOnly);
        if (descriptor < 0)
            return;
        // Some file systems cannot flush a folder; the rename itself is done, so that is no failure.
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
