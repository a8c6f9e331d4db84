using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;
using Huracan.Contracts.Json;

namespace Huracan.Api.Keys;

/// <summary><c>api-keys.json</c> of the state folder: the first keys, created once; only the owner of the file can read it.</summary>
internal sealed class ApiKeyFile(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FilePath { get; } = Path.GetFullPath(Path.Combine(folder, ApiKeyEntry.FileName));

    /// <summary>The keys of the file, which is created where it is missing.</summary>
    /// <exception cref="Contracts.InputRefusedException">There is one, and it is damaged.</exception>
    public IReadOnlyList<ApiKeyEntry> ReadOrCreate()
    {
        if (!File.Exists(FilePath))
            Create();
        return ApiKeyEntry.Read(FilePath);
    }

    /// <summary>The id has the key's role and hash, so that the database can hold keys of several files and deployments.</summary>
    public static ApiKeyEntry Entry(ApiRole role, string key) =>
        new($"{role.ToString().ToLowerInvariant()}-{ApiKeyTable.Fingerprint(key)[..8]}", role, key);

    private void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!); // a full path to a file has a folder
        var fresh = $"{FilePath}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(fresh, options))
            file.Write(HuracanJson.Serialize(new[] { NewEntry(ApiRole.Reader), NewEntry(ApiRole.Operator) }));
        try
        {
            File.Move(fresh, FilePath, overwrite: false);
        }
        catch (IOException) when (File.Exists(FilePath))
        {
            File.Delete(fresh); // another process with this state folder was first: its keys count
        }
    }

    private static ApiKeyEntry NewEntry(ApiRole role) => Entry(role, ApiKeyTable.Create());
}
