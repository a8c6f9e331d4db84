using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Tables;
using Huracan.Storage.Tables;

namespace Huracan.Tests.Storage.Tables;

public sealed class ParquetTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Columns_of_every_type_come_back_bit_for_bit()
    {
        var table = Sample(300_000);
        ParquetTable.Write(folder["t.parquet"], table);
        var read = ParquetTable.Read(folder["t.parquet"]);
        Assert.Equal(table.Columns.Select(x => x.Name), read.Columns.Select(x => x.Name));
        Assert.Equal(
            table.Get<double>("d").Select(BitConverter.DoubleToInt64Bits), read.Get<double>("d").Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(table.Get<float>("f"), read.Get<float>("f"));
        Assert.Equal(table.Get<long>("l"), read.Get<long>("l"));
        Assert.Equal(table.Get<int>("i"), read.Get<int>("i"));
        Assert.Equal(table.Get<bool>("b"), read.Get<bool>("b"));
        Assert.Equal(table.Get<sbyte>("c"), read.Get<sbyte>("c"));
        Assert.Equal(table.Get<string>("s"), read.Get<string>("s"));
        Assert.Equal(["t.parquet"], folder.Entries());
        Assert.Equal(table.Get<string>("s"), ParquetTable.Read("blob", File.ReadAllBytes(folder["t.parquet"])).Get<string>("s"));
        var damaged = Assert.Throws<InputRefusedException>(() => ParquetTable.Read("blob", "no"u8.ToArray()));
        Assert.StartsWith("blob cannot be read as Parquet", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes()
    {
        ParquetTable.Write(folder["a.parquet"], Sample(150_000));
        ParquetTable.Write(folder["b.parquet"], Sample(150_000));
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(folder["a.parquet"])), SHA256.HashData(File.ReadAllBytes(folder["b.parquet"])));
    }

    [Fact]
    public void A_table_without_rows_keeps_its_columns()
    {
        ParquetTable.Write(folder["t.parquet"], Sample(0));
        var read = ParquetTable.Read(folder["t.parquet"]);
        Assert.Equal(0, read.Rows);
        Assert.Equal(7, read.Columns.Count);
    }

    [Fact]
    public void Columns_asked_for_come_in_that_order()
    {
        ParquetTable.Write(folder["t.parquet"], Sample(10));
        Assert.Equal(["s", "d"], ParquetTable.Read(folder["t.parquet"], "s", "d").Columns.Select(x => x.Name));
        var error = Assert.Throws<InputRefusedException>(() => ParquetTable.Read(folder["t.parquet"], "x"));
        Assert.Equal($"{folder["t.parquet"]}: there is no column 'x'; there are: d, f, l, i, b, c, s.", error.Message);
        error = Assert.Throws<InputRefusedException>(() => ParquetTable.Read(folder["t.parquet"]).Get<float>("d"));
        Assert.Equal($"{folder["t.parquet"]}: column 'd' holds Double, not Single.", error.Message);
    }

    [Theory]
    [InlineData("it's [1] *?.parquet")]
    [InlineData("back\\slash.parquet")]
    [InlineData("ä ö {x}.parquet")]
    public void Names_with_signs_of_patterns_and_quotes_work(string name)
    {
        ParquetTable.Write(folder[name], Sample(3));
        Assert.Equal(3, ParquetTable.Read(folder[name]).Rows);
    }

    [Fact]
    public void A_damaged_or_missing_file_is_refused_by_name()
    {
        var path = folder["t.parquet"];
        ParquetTable.Write(path, Sample(1000));
        var whole = File.ReadAllBytes(path);
        foreach (var content in new byte[][] { [], whole[..100], whole[..^10], [.. "PAR1"u8, .. new byte[200], .. "PAR1"u8] })
        {
            File.WriteAllBytes(path, content);
            Assert.StartsWith(
                $"{path} cannot be read as Parquet", Assert.Throws<InputRefusedException>(() => ParquetTable.Read(path)).Message,
                StringComparison.Ordinal);
        }
        whole.AsSpan(8, whole.Length / 2).Fill(0xA5);
        File.WriteAllBytes(path, whole);
        Assert.StartsWith($"{path} cannot be read as Parquet", Assert.Throws<InputRefusedException>(() => ParquetTable.Read(path)).Message,
            StringComparison.Ordinal);
        File.Delete(path);
        Assert.Equal($"{path}: there is no such file.", Assert.Throws<InputRefusedException>(() => ParquetTable.Read(path)).Message);
    }

    private static Table Sample(int rows)
    {
        var random = new SeededRandom(11);
        var d = new double[rows];
        for (var i = 0; i < rows; i++)
            d[i] = i % 100 == 0 ? double.NaN : random.NextGaussian();
        return new Table(
            new TableColumn("d", d),
            new TableColumn("f", Array.ConvertAll(d, x => (float)x)),
            new TableColumn("l", Enumerable.Range(0, rows).Select(x => 1704067200000 + x * 900_000L).ToArray()),
            new TableColumn("i", Enumerable.Range(0, rows).Select(x => x - 5).ToArray()),
            new TableColumn("b", Enumerable.Range(0, rows).Select(x => x % 3 == 0).ToArray()),
            new TableColumn("c", Enumerable.Range(0, rows).Select(x => (sbyte)(x % 3 - 1)).ToArray()),
            new TableColumn(
                "s", Enumerable.Range(0, rows).Select(x => x % 5 == 0 ? null : $"text {x % 1000}, longer than twelve bytes").ToArray()));
    }
}
