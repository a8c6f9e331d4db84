using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Api.Keys;

public class KeyRingTests
{
    [PostgresFact]
    public async Task A_key_that_is_asked_for_before_it_is_stored_is_known_afterwards()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new ApiKeyTable(database, TimeProvider.System);
        var ring = new KeyRing(table, TimeProvider.System);
        var key = ApiKeyTable.Create();

        await Assert.ThrowsAsync<BusyException>(() => ring.RoleAsync(key, CancellationToken.None));
        await table.AddAsync("operator", ApiRole.Operator, key, CancellationToken.None);
        ring.Complete();

        Assert.Equal(ApiRole.Operator, await ring.RoleAsync(key, CancellationToken.None));
        Assert.Null(await ring.RoleAsync(ApiKeyTable.Create(), CancellationToken.None));
    }
}
