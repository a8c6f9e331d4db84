using Huracan.Cluster.Keys;

namespace Huracan.Api.Keys;

/// <summary>A key in the file that an operator reads.</summary>
/// <param name="Id">Its name in the database.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Key">The key itself.</param>
internal sealed record ApiKeyEntry(string Id, ApiRole Role, string Key)
{
    /// <summary>Named after its role and hash, so that keys of several files and deployments stand side by side.</summary>
    public static ApiKeyEntry Of(ApiRole role, string key) =>
        new($"{role.ToString().ToLowerInvariant()}-{ApiKeyTable.Fingerprint(key)[..8]}", role, key);
}
