using Huracan.Contracts;
using Microsoft.Data.Sqlite;

namespace Huracan.Storage.Studies;

/// <summary>Opens an SQLite file for one writer, or for reading without leaving files behind.</summary>
internal static class SqliteFile
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Takes a file for this writer until the stream is disposed or the process dies.</summary>
    /// <remarks>
    /// A file beside it is locked: locks of the file itself would be SQLite's, and a lock that were held for long would keep readers out.
    /// Its name is that of a temporary one, which no one takes for a result.
    /// </remarks>
    /// <exception cref="InputRefusedException">Another writer has it, or its folder is not there.</exception>
    public static FileStream Lock(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        try
        {
            return new FileStream(
                Path.Combine(folder, $".{Path.GetFileName(path)}.lock.tmp"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new InputRefusedException($"{path} cannot be opened: the folder {folder} does not exist.", missing);
        }
        catch (UnauthorizedAccessException forbidden)
        {
            throw new InputRefusedException($"{path} cannot be opened: this user may not write into {folder}.", forbidden);
        }
        catch (IOException taken)
        {
            throw new InputRefusedException($"{path} is locked: another writer has it open. Wait for it or end it, then try again.", taken);
        }
    }

    public static SqliteCommands Write(string path) => new(path, SqliteOpenMode.ReadWriteCreate, Timeout);

    /// <exception cref="InputRefusedException">It is not there.</exception>
    public static SqliteCommands Read(string path)
    {
        if (!File.Exists(path))
            throw new InputRefusedException($"{path} does not exist.");
        // A file in this mode without its log has no writer. SQLite would make an empty log to read it, and leave that behind.
        var isAlone = !File.Exists(path + "-wal") && IsOfLogMode(path);
        return isAlone
            ? new SqliteCommands(
                $"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1",
                SqliteOpenMode.ReadOnly, Timeout)
            : new SqliteCommands(path, SqliteOpenMode.ReadOnly, Timeout);
    }

    // Reading the header through SQLite would open the log. Byte 18 is the format's version for writing: 2 is the log's.
    private static bool IsOfLogMode(string path)
    {
        Span<byte> header = stackalloc byte[20];
        using var handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.Read(handle, header, 0) == header.Length && header[18] == 2;
    }
}
