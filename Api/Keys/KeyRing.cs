using System.Collections.Concurrent;
using Huracan.Cluster.Keys;

namespace Huracan.Api.Keys;

/// <summary>Which role a key gives, remembered for a moment so that not every request asks the database.</summary>
internal sealed class KeyRing(ApiKeyTable keys, TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (ApiRole? Role, DateTimeOffset Until)> remembered = new();

    /// <summary>The role, or null for no key of ours.</summary>
    public async Task<ApiRole?> RoleAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKeyTable.IsKey(key))
            return null;
        var fingerprint = ApiKeyTable.Fingerprint(key);
        var now = time.GetUtcNow();
        if (remembered.TryGetValue(fingerprint, out var known) && known.Until > now)
            return known.Role;
        var role = await keys.RoleAsync(key, cancellationToken);
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        remembered[fingerprint] = (role, now + Life);
        return role;
    }
}
