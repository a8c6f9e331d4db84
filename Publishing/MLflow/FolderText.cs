using System.Text;

namespace Huracan.Publishing.MLflow;

/// <summary>The small files of a file store, one value each.</summary>
internal static class FolderText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Replaces a file in one step, unless it is the same. It is not flushed to disk: there are hundreds, and what a power failure takes is
    /// written again by recording again.
    /// </summary>
    /// <param name="folder">Folder that the file is made in first; MLflow takes every file of the inner ones for a value.</param>
    /// <param name="name">Name of the file in it, which may be in an inner folder.</param>
    /// <param name="text">Its content.</param>
    /// <returns>Whether it was another.</returns>
    public static bool Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        if (Read(path) == text)
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in a folder has one
        var temporary = Path.Combine(folder, $".{Environment.ProcessId}.tmp");
        File.WriteAllText(temporary, text, Utf8);
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    /// <summary>The content of a file; null where there is none.</summary>
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path, Utf8) : null;
}
