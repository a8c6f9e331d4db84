using System.Security.Cryptography;
using System.Text;

namespace Huracan.AppHost.Local;

/// <summary>Files that only this program's user can read.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The password of a file, which is made where it is missing.</summary>
    public static string Password(string path)
    {
        if (!File.Exists(path))
        {
            Write(path + ".new", RandomNumberGenerator.GetHexString(40, lowercase: true));
            File.Move(path + ".new", path, overwrite: true);
        }
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Writes a file that nobody else can read, not even for a moment.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a full path to a file has a folder
        File.Delete(path);
        using var file = new FileStream(
            path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
