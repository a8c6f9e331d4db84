using Huracan.Cluster.Keys;

namespace Huracan.Api.Keys;

/// <summary>A key in the file that an operator reads.</summary>
/// <param name="Id">Its name in the database.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Key">The key itself.</param>
internal sealed record ApiKeyEntry(string Id, ApiRole Role, string Key)
{
    /// <summary>The id has the key's role and hash, so that the database can hold keys of several files and deployments.</summary>
    public static ApiKeyEntry Of(ApiRole role, string key) =>
        new($"{role.ToString().ToLowerInvariant()}-{ApiKeyTable.Fingerprint(key)[..8]}", role, key);
}
