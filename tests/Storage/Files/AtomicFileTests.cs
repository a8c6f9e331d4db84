using Huracan.Engine.Tables;
using Huracan.Storage.Files;
using Huracan.Storage.Tables;

namespace Huracan.Tests.Storage.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_made_with_its_folders_and_replaced()
    {
        AtomicFile.Write(folder["a/b/x"], "one"u8);
        AtomicFile.Write(folder["a/b/x"], "two"u8);
        Assert.Equal("two", File.ReadAllText(folder["a/b/x"]));
        AtomicFile.Write(folder["a/b/x"], stream => stream.Write("three"u8));
        Assert.Equal("three", File.ReadAllText(folder["a/b/x"]));
        Assert.Equal(["a", "a/b", "a/b/x"], folder.Entries());
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.Write(folder["x"], "old"u8);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["x"], stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("no more");
        }));
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Equal(["x"], folder.Entries());
    }

    [Fact]
    public void A_full_disk_is_reported_by_name_and_leaves_the_old_file()
    {
        // /dev/full answers every write as a full disk does.
        AtomicFile.Write(folder["x"], "old"u8);
        File.CreateSymbolicLink(folder[".x.tmp"], "/dev/full");
        var error = Assert.Throws<IOException>(() => AtomicFile.Publish(folder["x"], folder[".x.tmp"], temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.Open, FileAccess.Write);
            stream.Write(new byte[100_000]);
        }));
        Assert.StartsWith($"{folder["x"]} could not be written, and nothing was left behind: the disk is full (No space left on device",
            error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Equal(["x"], folder.Entries());
    }

    [Fact]
    public void A_full_disk_under_a_table_is_reported_by_name()
    {
        File.CreateSymbolicLink(folder[".x.tmp"], "/dev/full");
        var table = new Table(new TableColumn("i", Enumerable.Range(0, 100_000).ToArray()));
        var error = Assert.Throws<IOException>(() => AtomicFile.Publish(folder["x"], folder[".x.tmp"], temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.Open, FileAccess.Write);
            ParquetTable.Write(stream, table);
        }));
        Assert.StartsWith($"{folder["x"]} could not be written, and nothing was left behind: the disk is full (No space left on device",
            error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Entries());
    }

    [Fact]
    public void A_target_that_cannot_be_replaced_is_reported_by_name()
    {
        Directory.CreateDirectory(folder["x"]);
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(folder["x"], "new"u8));
        Assert.Contains(folder["x"], error.Message, StringComparison.Ordinal);
        folder.Write("file", "");
        error = Assert.Throws<IOException>(() => AtomicFile.Write(folder["file/x"], "new"u8));
        Assert.StartsWith($"{folder["file/x"]} could not be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(["file", "x"], folder.Entries());
    }

    [Fact]
    public void Writers_at_once_never_show_half_a_file()
    {
        var contents = Enumerable.Range(0, 4).Select(x => Enumerable.Repeat((byte)('a' + x), 200_000).ToArray()).ToArray();
        AtomicFile.Write(folder["x"], contents[0]);
        Parallel.For(0, 80, i =>
        {
            if (i % 2 == 0)
                AtomicFile.Write(folder["x"], contents[i / 2 % 4]);
            var seen = File.ReadAllBytes(folder["x"]);
            Assert.Equal(200_000, seen.Length);
            Assert.True(seen.AsSpan().IndexOfAnyExcept(seen[0]) < 0);
        });
        Assert.Equal(["x"], folder.Entries());
    }
}
