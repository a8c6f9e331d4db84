using Huracan.Cluster.Blobs;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Blobs;

/// <summary>What every store of blobs must do.</summary>
public class BlobStoreTests
{
    [Fact]
    public async Task A_folder_keeps_blobs()
    {
        using var folder = new TemporaryFolder();
        var store = new FolderBlobs(folder.Root);

        await KeepsAsync(store);

        await Assert.ThrowsAsync<InputRefusedException>(() => store.ReadAsync("../outside", CancellationToken.None));
    }

    [PostgresFact]
    public async Task PostgreSQL_keeps_blobs()
    {
        await using var database = await TestPostgres.MigratedAsync();

        await KeepsAsync(new PostgresBlobs(database));
    }

    private static async Task KeepsAsync(IBlobStore store)
    {
        byte[] large = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 7))];
        await store.WriteAsync("run/A/1h/1/0/a.bin", large, CancellationToken.None);
        await store.WriteAsync("run/A/1h/1/1/b.bin", Array.Empty<byte>(), CancellationToken.None);
        await store.WriteAsync("run/A/1h/1/2/c.bin", new byte[] { 1 }, CancellationToken.None);

        Assert.Equal(large, await store.ReadAsync("run/A/1h/1/0/a.bin", CancellationToken.None));
        Assert.Empty((await store.ReadAsync("run/A/1h/1/1/b.bin", CancellationToken.None))!);
        Assert.Null(await store.ReadAsync("run/A/1h/1/9/none", CancellationToken.None));

        await store.DeleteAsync(["run/A/1h/1/0/a.bin", "run/A/1h/1/1/b.bin", "none"], CancellationToken.None);

        Assert.Null(await store.ReadAsync("run/A/1h/1/0/a.bin", CancellationToken.None));
        Assert.NotNull(await store.ReadAsync("run/A/1h/1/2/c.bin", CancellationToken.None));
    }
}
