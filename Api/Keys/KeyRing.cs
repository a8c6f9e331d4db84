using System.Collections.Concurrent;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;

namespace Huracan.Api.Keys;

/// <summary>The roles of keys, cached for a few seconds so that not every request queries the database.</summary>
internal sealed class KeyRing(ApiKeyTable keys, TimeProvider time)
{
    private const int CacheSize = 10_000;
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (ApiRole? Role, DateTimeOffset Until)> cached = new();

    /// <summary>The role, or null for an unknown key.</summary>
    public async Task<ApiRole?> RoleAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKeyTable.IsKey(key))
            return null;
        var fingerprint = ApiKeyTable.Fingerprint(key);
        var now = time.GetUtcNow();
        if (cached.TryGetValue(fingerprint, out var entry) && entry.Until > now)
            return entry.Role;
        var role = await keys.RoleAsync(key, cancellationToken);
        if (cached.Count >= CacheSize)
            cached.Clear();
        cached[fingerprint] = (role, now + CacheDuration);
        return role;
    }
}
