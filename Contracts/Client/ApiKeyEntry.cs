using Huracan.Contracts.Json;

namespace Huracan.Contracts.Client;

/// <summary>An entry of <c>api-keys.json</c>, the list of keys that the API writes into its state folder at its first start.</summary>
/// <param name="Id">Its name in the database.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Key">The key itself.</param>
public sealed record ApiKeyEntry(string Id, ApiRole Role, string Key)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "api-keys.json";

    /// <summary>Reads a file of keys.</summary>
    /// <exception cref="InputRefusedException">It is not a list of keys; the message names file, line and key.</exception>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static IReadOnlyList<ApiKeyEntry> Read(string path) =>
        HuracanJson.Deserialize<List<ApiKeyEntry>>(File.ReadAllBytes(path), path);
}
