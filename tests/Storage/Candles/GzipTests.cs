using System.Text;
using Huracan.Contracts;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class GzipTests : IDisposable
{
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.M15);
    private readonly TemporaryFolder folder = new();
    private readonly string text = "open_time,open,high,low,close,volume\n" + string.Concat(
        Enumerable.Range(0, 5000).Select(x => $"{1704067200000 + x * 900000L},{x % 97 + 1},{x % 89 + 2},1,1.{x},{x * 7919 % 1000}\n"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_packed_file_reads_as_the_plain_one()
    {
        var packed = CandleFile.Read(folder.WriteGzip("x.csv.gz", text), Unit, default);
        var plain = CandleFile.Read(folder.Write("x.csv", text), Unit, default);
        Assert.Equal(5000, packed.Count);
        Assert.Equal(plain.OpenTimes, packed.OpenTimes);
        Assert.Equal(plain.Close, packed.Close);
    }

    [Fact]
    public void A_file_of_two_members_is_read_whole()
    {
        var cut = text.IndexOf('\n', text.Length / 2) + 1;
        var first = File.ReadAllBytes(folder.WriteGzip("a.gz", text[..cut]));
        var second = File.ReadAllBytes(folder.WriteGzip("b.gz", text[cut..]));
        File.WriteAllBytes(folder["x.csv.gz"], [.. first, .. second]);
        Assert.Equal(5000, CandleFile.Read(folder["x.csv.gz"], Unit, default).Count);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_as_truncated()
    {
        var whole = File.ReadAllBytes(folder.WriteGzip("x.csv.gz", text));
        int[] cuts = [
            3, 10, 11, whole.Length / 3, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 4, whole.Length - 1,
        ];
        foreach (var cut in cuts)
        {
            File.WriteAllBytes(folder["x.csv.gz"], whole[..cut]);
            Assert.Matches("x.csv.gz is a .*truncated gzip file", Refused("x.csv.gz"));
        }
    }

    [Fact]
    public void A_changed_byte_is_refused()
    {
        var whole = File.ReadAllBytes(folder.WriteGzip("x.csv.gz", text));
        whole[whole.Length / 2] ^= 0x10;
        File.WriteAllBytes(folder["x.csv.gz"], whole);
        Assert.Contains($"{folder["x.csv.gz"]} is a ", Refused("x.csv.gz"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_under_a_gzip_name_is_refused_and_the_reverse()
    {
        folder.Write("x.csv.gz", text);
        Assert.Contains("is not a gzip file, though its name ends in .gz", Refused("x.csv.gz"), StringComparison.Ordinal);
        folder.WriteGzip("x.csv", text);
        Assert.Contains("is a gzip file; its name must end in .gz", Refused("x.csv"), StringComparison.Ordinal);
        File.WriteAllBytes(folder["e.csv.gz"], []);
        Assert.EndsWith("e.csv.gz is empty.", Refused("e.csv.gz"), StringComparison.Ordinal);
        folder.WriteGzip("n.csv.gz", "");
        Assert.EndsWith("n.csv.gz is empty.", Refused("n.csv.gz"), StringComparison.Ordinal);
    }

    private string Refused(string name) => Assert.Throws<InputRefusedException>(() => CandleFile.Read(folder[name], Unit, default)).Message;
}
