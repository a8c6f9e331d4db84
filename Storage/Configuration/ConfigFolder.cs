using Huracan.Contracts;

namespace Huracan.Storage.Configuration;

/// <summary>Finds configuration files: in <c>config/</c> of the current folder, else in the one shipped with the program.</summary>
public static class ConfigFolder
{
    /// <summary>Path of a file below <c>config/</c>.</summary>
    /// <exception cref="InputRefusedException">It is in neither place.</exception>
    public static string Find(string name) =>
        TryFind(name)
            ?? throw new InputRefusedException(
                $"There is no config/{name}, neither in {Environment.CurrentDirectory} nor beside the program.");

    /// <summary>Path of a file below <c>config/</c>, or null.</summary>
    public static string? TryFind(string name) =>
        new[] { Environment.CurrentDirectory, AppContext.BaseDirectory }
            .Select(root => Path.Combine(root, "config", name))
            .FirstOrDefault(File.Exists);
}
