using System.Collections.Concurrent;
using Huracan.Api.Errors;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;

namespace Huracan.Api.Keys;

/// <summary>The roles of keys, cached for a few seconds so that not every request queries the database.</summary>
internal sealed class KeyRing(ApiKeyTable keys, TimeProvider time)
{
    private const int CacheSize = 10_000;
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (ApiRole? Role, DateTimeOffset Until)> cached = new();
    private volatile bool isComplete;

    /// <summary>This host's own keys are in the database: from now on a key that is not there is unknown.</summary>
    public void Complete() => isComplete = true;

    /// <summary>The role, or null for an unknown key.</summary>
    /// <exception cref="BusyException">It may be one of this host's own keys, which are not in the database yet.</exception>
    public async Task<ApiRole?> RoleAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKeyTable.IsKey(key))
            return null;
        var fingerprint = ApiKeyTable.Fingerprint(key);
        var now = time.GetUtcNow();
        if (cached.TryGetValue(fingerprint, out var entry) && entry.Until > now)
            return entry.Role;
        var known = isComplete;
        var role = await keys.RoleAsync(key, cancellationToken);
        if (role is null && !known)
            throw new BusyException("The API is starting; try again soon.");
        if (cached.Count >= CacheSize)
            cached.Clear();
        cached[fingerprint] = (role, now + CacheDuration);
        return role;
    }
}
