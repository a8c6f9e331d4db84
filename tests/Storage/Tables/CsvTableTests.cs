using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Tables;
using Huracan.Storage.Tables;

namespace Huracan.Tests.Storage.Tables;

public class CsvTableTests
{
    [Fact]
    public void Cells_are_written_for_any_reader()
    {
        var table = new Table(
            new TableColumn("time", new long[] { 1704067200000, -1 }),
            new TableColumn("equity", new[] { 0.1 + 0.2, double.NaN }),
            new TableColumn("ratio", new[] { float.NaN, 0.1f }),
            new TableColumn("side", new sbyte[] { -1, 1 }),
            new TableColumn("bars", new[] { 3, int.MinValue }),
            new TableColumn("open", new[] { true, false }),
            new TableColumn("why, so", new[] { "said \"no\"", null }));
        Assert.Equal(
            "time,equity,ratio,side,bars,open,\"why, so\"\n1704067200000,0.30000000000000004,,-1,3,true,\"said "
                + "\"\"no\"\"\"\n-1,,0.1,1,-2147483648,false,\n",
            Encoding.UTF8.GetString(CsvTable.Format(table)));
    }

    [Fact]
    public void A_table_checks_its_columns()
    {
        Assert.Throws<ArgumentException>(() => new Table());
        Assert.Throws<ArgumentException>(() => new Table(new TableColumn("a", new[] { 1 }), new TableColumn("b", new[] { 1, 2 })));
        Assert.Throws<ArgumentException>(() => new Table(new TableColumn("a", new[] { 1 }), new TableColumn("A", new[] { 1 })));
        Assert.Throws<ArgumentException>(() => new Table(new TableColumn("", new[] { 1 })));
        Assert.Throws<ArgumentException>(() => new Table(new TableColumn("a", new uint[] { 1 })));
        Assert.Contains("there is no column 'x'; there are: a", Assert.Throws<InputRefusedException>(() =>
            new Table(new TableColumn("a", new[] { 1 })).Get<int>("x")).Message, StringComparison.Ordinal);
    }
}
