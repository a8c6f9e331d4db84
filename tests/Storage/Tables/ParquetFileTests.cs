using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Tests.Storage.Tables;

/// <summary>Files that another writer made: tests/Golden/parquet/make.sql.</summary>
public class ParquetFileTests
{
    private static readonly string[] Numbers = [
        "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "d4", "d9", "d18", "d38",
    ];

    [Theory]
    [InlineData("candles")]
    [InlineData("predictions")]
    [InlineData("features")]
    public void Tables_of_the_earlier_writer_read_to_the_same_values(string name)
    {
        var table = ParquetTable.Read(Golden($"{name}.parquet"));
        var lines = File.ReadAllLines(Golden($"{name}.csv"));
        Assert.Equal(lines[0], string.Join(',', table.Columns.Select(x => x.Name)));
        Assert.Equal(lines.Length - 1, table.Rows);
        for (var row = 0; row < table.Rows; row++)
            // an array has one
            Assert.Equal(
                Cells(lines[row + 1], table.Columns.Select(x => x.Values.GetType().GetElementType()!)),
                table.Columns.Select(x => x.Values.GetValue(row)));
    }

    [Fact]
    public void Numbers_of_every_type_are_read_as_doubles()
    {
        var file = ParquetFile.Open(Golden("types.parquet"));
        foreach (var name in Numbers)
        {
            var part = name switch { "f32" or "d4" or "d38" => 0.5, "f64" or "d9" => 0.25, "d18" => 0.125, _ => 0 };
            Assert.Equal([part, 1 + part, 2 + part], ParquetNumbers.Doubles(file, Column(file, name)));
        }
        Assert.Equal([double.NaN, double.NaN, double.NaN], ParquetNumbers.Doubles(file, Column(file, "empty")));
        Assert.Equal([double.NaN, double.NaN, double.NaN], ParquetNumbers.Doubles(file, Column(file, "no_integer")));
        foreach (var name in Numbers[..8])
            Assert.Equal([0, 1, 2], ParquetNumbers.Whole(file, Column(file, name)));
    }

    [Theory]
    [InlineData("i16", "int16")]
    [InlineData("u64", "uint64")]
    [InlineData("d9", "decimal")]
    [InlineData("bytes", "bytes")]
    [InlineData("date", "date")]
    [InlineData("list", "list")]
    [InlineData("struct", "struct")]
    [InlineData("local_us", "timestamp without zone")]
    [InlineData("local_ms", "timestamp without zone")]
    [InlineData("local_ns", "timestamp without zone")]
    [InlineData("instant", "timestamp in UTC")]
    public void A_table_refuses_columns_of_other_types(string column, string type)
    {
        var path = Golden("types.parquet");
        var error = Assert.Throws<InputRefusedException>(() => ParquetTable.Read(path, column));
        Assert.Equal(
            $"{path}: column '{column}' is of type {type}; read are double, float, int64, int32, boolean, int8 and text.", error.Message);
    }

    [Fact]
    public void A_table_refuses_whole_numbers_that_are_missing()
    {
        var path = Golden("types.parquet");
        var error = Assert.Throws<InputRefusedException>(() => ParquetTable.Read(path, "no_integer"));
        Assert.Equal(
            $"{path}, row 1, column 'no_integer': the cell is empty; a column of type int32 must have a value in every row.",
            error.Message);
    }

    private static DataField Column(ParquetFile file, string name) => (DataField)file.Fields.Single(x => x.Name == name);

    private static IEnumerable<object?> Cells(string line, IEnumerable<Type> types)
    {
        // A text that holds a comma stands between quotes.
        var quoted = line.Split('"');
        var cells = quoted.Length == 1 ? line.Split(',') : [.. quoted[0].Split(',')[..^1], quoted[1], .. quoted[2].Split(',')[1..]];
        return cells.Zip(types, Cell);
    }

    private static object? Cell(string text, Type type) => (text, Type.GetTypeCode(type)) switch
    {
        ("", TypeCode.Double) => double.NaN,
        ("", TypeCode.Single) => float.NaN,
        ("", TypeCode.String) => null,
        ("inf", _) => double.PositiveInfinity,
        _ => Convert.ChangeType(text, type, CultureInfo.InvariantCulture),
    };

    private static string Golden(string name) => Path.Combine(Repository.Root, "tests/Golden/parquet", name);
}
