using Huracan.Contracts;
using Huracan.Engine.Leakage.Audits;
using Huracan.Engine.Tables;
using Huracan.Storage.Candles;
using Huracan.Storage.Tables;

namespace Huracan.Tests.Storage.Candles;

public sealed class FeatureTableFileTests : IDisposable
{
    private const string Rows = "a,datetime,b,y,note\n1,2024-01-01T00:00:00Z,0.5,1,x\n2,2024-01-01T01:00:00Z,,-1,y\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_column_but_time_label_and_those_left_out_is_a_feature()
    {
        var table = Read(Rows, "Note");
        Assert.Equal([1704067200000, 1704070800000], table.Times);
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal([0.5, double.NaN], table.Columns[1].Values);
        Assert.Equal([1, -1], table.Label);
        Assert.Equal(4, table.Horizon);
    }

    [Fact]
    public void Parquet_says_the_same()
    {
        var path = folder["table.parquet"];
        ParquetTable.Write(path, new Table(
            new TableColumn("time", new long[] { 1704067200000, 1704070800000 }), new TableColumn("a", new float[] { 1, 2 }),
            new TableColumn("y", new sbyte[] { 1, -1 }), new TableColumn("note", new[] { "x", "y" })));
        var table = FeatureTableFile.Read(path, "y", 4, ["note"], CancellationToken.None);
        Assert.Equal([1704067200000, 1704070800000], table.Times);
        Assert.Equal([1, 2], Assert.Single(table.Columns).Values);
        Assert.Equal([1, -1], table.Label);
    }

    [Theory]
    [InlineData(Rows, "", "row 2, column 'note': 'x' is not a number.")]
    [InlineData("datetime,y\n2024-01-01T00:00:00Z,1\n", "", "has no column besides time and label; it must have a feature.")]
    [InlineData("datetime,a\n2024-01-01T00:00:00Z,1\n", "", "column 'y' is missing; there are: a.")]
    [InlineData("a,y\n1,2\n", "", "column 'open_time' (or timestamp, time, date, datetime) is missing; there are: a, y.")]
    [InlineData(
        "datetime,a,y\n2024-01-01T00:00:00Z,1,1\n2024-01-01T00:00:00Z,1,1\n", "",
        "row 2: 2024-01-01T00:00:00Z does not come after 2024-01-01T00:00:00Z; rows must be in order of time, of one coin.")]
    public void What_is_no_such_table_is_refused(string content, string without, string rule) =>
        Assert.EndsWith(rule, Assert.Throws<InputRefusedException>(() => Read(content, without)).Message, StringComparison.Ordinal);

    private LeakTable Read(string content, string without)
    {
        folder.Write("table.csv", content);
        return FeatureTableFile.Read(folder["table.csv"], "y", 4, [without], CancellationToken.None);
    }
}
