using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public sealed class FileCheckpointsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FileCheckpoints checkpoints;

    public FileCheckpointsTests() => checkpoints = new FileCheckpoints(folder["checkpoints/last"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_last_one_written_is_read_until_it_is_deleted()
    {
        checkpoints.Delete();
        Assert.Null(checkpoints.Read());
        checkpoints.Write([1, 2, 3]);
        checkpoints.Write([4, 5]);
        Assert.Equal<byte[]>([4, 5], checkpoints.Read());
        checkpoints.Write([]);
        Assert.Equal<byte[]>([], checkpoints.Read());
        checkpoints.Delete();
        Assert.Null(checkpoints.Read());
    }

    [Fact]
    public void A_damaged_or_cut_one_counts_as_none()
    {
        checkpoints.Write([.. Enumerable.Range(0, 200).Select(x => (byte)x)]);
        var whole = File.ReadAllBytes(folder["checkpoints/last"]);
        for (var i = 0; i < whole.Length; i += 7)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 1;
            File.WriteAllBytes(folder["checkpoints/last"], damaged);
            Assert.Null(checkpoints.Read());
            File.WriteAllBytes(folder["checkpoints/last"], whole[..i]);
            Assert.Null(checkpoints.Read());
        }
        File.WriteAllBytes(folder["checkpoints/last"], whole);
        Assert.Equal(200, checkpoints.Read()?.Length);
    }
}
