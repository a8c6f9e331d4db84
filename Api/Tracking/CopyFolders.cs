namespace Huracan.Api.Tracking;

/// <summary>
/// Folders for the copies that are sent, in one folder of this process below that for temporary files. Who is at work holds a lock in
/// it, so that the next process finds what one that was killed has left.
/// </summary>
internal sealed partial class CopyFolders(ILogger<CopyFolders> log) : IDisposable
{
    /// <summary>What the folder's name begins with.</summary>
    public const string Prefix = "huracan-tracking-";

    /// <summary>The file that its process holds.</summary>
    public const string LockFile = ".lock";

    private readonly Lock gate = new();
    private string? root;
    private FileStream? held;

    /// <summary>Makes a folder.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public string Make()
    {
        lock (gate)
        {
            if (held is null)
            {
                root = Directory.CreateTempSubdirectory(Prefix).FullName;
                held = Hold(root, FileMode.CreateNew);
            }
            return Directory.CreateDirectory(Path.Combine(root!, Guid.NewGuid().ToString("N"))).FullName; // it was made with the lock
        }
    }

    /// <summary>Deletes a folder. Where that fails, the next process does it.</summary>
    /// <param name="folder">Its path.</param>
    public void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogLeft(folder, exception.Message);
        }
    }

    /// <summary>Deletes what processes have left that were killed.</summary>
    public static void Clear()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            try
            {
                using (Hold(folder, FileMode.Open))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is in use, or another user's, or its process was killed before there was anything in it.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (held is null)
                return;
            Delete(root!);
            held.Dispose();
            held = null;
        }
    }

    private static FileStream Hold(string folder, FileMode mode) =>
        new(Path.Combine(folder, LockFile), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    [LoggerMessage(1, LogLevel.Warning, "{Folder} was sent and cannot be deleted, which the next start does: {Reason}")]
    private partial void LogLeft(string folder, string reason);
}
