namespace Huracan.AppHost.Processes;

/// <summary>Keeps a folder for one process; the system lets go of it when the process ends, however it ends.</summary>
internal static class FolderLock
{
    public static FileStream Take(string folder, string remedy)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LaunchFailedException($"another process uses {folder}; {remedy}", CanHeal: false);
        }
    }
}
