using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Huracan.AppHost.Processes;

/// <summary>The few calls of the C library that .NET has no name for.</summary>
internal static partial class Native
{
    /// <summary>Sends a signal to a whole process group; a group that is gone is no error.</summary>
    public static void SignalGroup(int leader, Signal signal) => _ = kill(-leader, (int)signal);

    /// <summary>Sends a signal to one process; one that is gone is no error.</summary>
    public static void SignalProcess(int process, Signal signal) => _ = kill(process, (int)signal);

    /// <summary>True while a process of this number exists, a zombie included.</summary>
    public static bool Exists(int process) => kill(process, 0) == 0;

    /// <summary>Gives a file or folder to a user.</summary>
    public static void ChangeOwner(string path, SystemUser user)
    {
        if (chown(path, user.Id, user.Group) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{path} cannot be given to {user.Name}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint user, uint group);
}
