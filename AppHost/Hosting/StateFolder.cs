namespace Huracan.AppHost.Hosting;

/// <summary>The state folder, for one running application; the system lets go of it when this process ends, however it ends.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream file;

    private StateFolder(FileStream file, bool wasKilled) => (this.file, WasKilled) = (file, wasKilled);

    /// <summary>Whether the application before this one did not come to an orderly end; its parts may be about to end.</summary>
    public bool WasKilled { get; }

    /// <exception cref="StartRefusedException">Another application uses it.</exception>
    public static StateFolder Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var wasKilled = file.Length > 0;
            file.Write("running"u8);
            file.Flush();
            return new StateFolder(file, wasKilled);
        }
        catch (IOException)
        {
            throw new StartRefusedException($"another process uses {folder}; stop it, or choose another folder with --state");
        }
    }

    /// <summary>An orderly end.</summary>
    public void Dispose()
    {
        file.SetLength(0);
        file.Dispose();
    }
}
