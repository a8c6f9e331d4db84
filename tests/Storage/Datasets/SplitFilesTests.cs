using Huracan.Contracts;
using Huracan.Engine.Datasets;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;
using Huracan.Engine.Tables;
using Huracan.Storage.Datasets;
using Huracan.Storage.Tables;
using Parquet;
using Parquet.Schema;

namespace Huracan.Tests.Storage.Datasets;

public sealed class SplitFilesTests : IDisposable
{
    private const long Hour = 3_600_000;
    private const long Start = 1_700_000 * 1_000_000L / Hour * Hour;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_was_written_is_read_back()
    {
        var dataset = Small();
        SplitFiles.Write(folder.Root, dataset);
        var set = SplitFiles.Read(folder.Root, CancellationToken.None);

        Assert.Equal(dataset.Features, set.Dataset.Features);
        Assert.Equal(dataset.Table.Values, set.Dataset.Table.Values);
        Assert.Equal(dataset.Times.ToArray(), set.Dataset.Times.ToArray());
        Assert.Equal(dataset.Symbols, set.Dataset.Symbols);
        Assert.Equal(dataset.Labels[0].Classes, set.Dataset.Labels[0].Classes);
        Assert.Equal(dataset.Labels[0].Returns, set.Dataset.Labels[0].Returns);
        Assert.Equal(SplitFiles.Read(folder.Root, CancellationToken.None).Hash, set.Hash);
        Assert.Empty(set.Findings);
    }

    [Fact]
    public void Rows_of_symbols_may_be_mixed_times_text_and_features_of_any_number_type()
    {
        foreach (var part in Enum.GetValues<DatasetPart>())
        {
            var hours = 10 * (int)part;
            string?[] times = [Text(hours), Text(hours + 1), Text(hours + 1), Text(hours + 2)];
            Write(part, new("symbol", new string?[] { "B", "B", "A", "A" }), new("datetime", times),
                new("x", new[] { 1, 2, 3, 4 }), new("label_h3", new[] { 1.0, double.NaN, -1, 0 }), new("y", new[] { 1f, 2, 3, 4 }),
                new("__index_level_0__", new[] { 0L, 1, 2, 3 }));
        }
        var set = SplitFiles.Read(folder.Root, CancellationToken.None);

        Assert.Equal(["x", "y"], set.Dataset.Features);
        Assert.Equal([3, 3, 4, 4], set.Dataset.Table.Values[..4]); // A's rows lie first
        Assert.Equal(["A", "B"], set.Dataset.Symbols.Select(symbol => symbol.Name));
        Assert.Equal([-1, 0], set.Dataset.Labels[0].Classes[..2]);
        Assert.Equal(LabelSet.None, set.Dataset.Labels[0].Classes[7]);
        Assert.Null(set.Dataset.Labels[0].Returns);
        Assert.Equal(Start + Hour, set.Dataset.Times[0]);
        Assert.Equal(["index_ignored", "times_without_zone"], set.Findings.Select(finding => finding.Code));

        string Text(int hour) => DateTime.UnixEpoch.AddMilliseconds(Start + hour * Hour).ToString("yyyy-MM-dd HH:mm:ss");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Timestamps_are_read_with_and_without_a_zone(bool isUtc)
    {
        SplitFiles.Write(folder.Root, Small());
        var field = new DateTimeDataField("datetime", DateTimeFormat.Timestamp, isUtc, DateTimeTimeUnit.Micros, false);
        foreach (var part in Enum.GetValues<DatasetPart>())
            WriteTimestamps(folder[SplitFiles.NameOf(part)], field);

        var set = SplitFiles.Read(folder.Root, CancellationToken.None);

        Assert.Equal([Start, Start + Hour, Start + 10 * Hour], set.Dataset.Times[..3].ToArray());
        Assert.Equal(isUtc ? [] : ["times_without_zone"], set.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("symbol", null, "train_scaled.parquet: there is no column 'symbol'; there are: datetime, x, label_h5, return_h5")]
    [InlineData("datetime", null, "there is no column 'datetime'")]
    [InlineData("label_h5", null, "has no label; name one label_h5")]
    [InlineData("x", null, "has no feature")]
    [InlineData("x", new[] { "a", "b", "c", "d" }, "column 'x' is of type text")]
    [InlineData("x", new[] { 1f, 2, float.NaN, 4 }, "row 3, column 'x': a feature of B at 2023-11-14T22:00:00Z is NaN; it must be finite")]
    [InlineData("x", new[] { 1.0, 1e300, 3, 4 }, "row 2, column 'x': a feature of A at 2023-11-14T23:00:00Z is ")]
    [InlineData(
        "label_h5", new[] { 0, 1, 2, 1 },
        "row 3, column 'label_h5': the label of B at 2023-11-14T22:00:00Z is 2; it must be -1, 0 or 1")]
    [InlineData("return_h5", new[] { 0, float.NaN, 2, 1 }, "row 2, column 'return_h5': the return of A at")]
    [InlineData(
        "datetime", new[] { Start, Start, Start, Start + Hour },
        "row 2, column 'datetime': A has 2023-11-14T22:00:00Z in row 1 already")]
    [InlineData("datetime", new[] { Start + Hour, Start, Start, Start + Hour }, "row 2, column 'datetime': A is out of order")]
    [InlineData("datetime", new[] { 1L, 2, 3, 4 }, "'1' is not a time")]
    [InlineData("datetime", new[] { "a", "b", "c", "d" }, "row 1, column 'datetime': 'a' is not a time")]
    [InlineData("symbol", new[] { "A", "A", " ", "B" }, "row 3, column 'symbol': the symbol is empty")]
    [InlineData("symbol", new[] { 1, 1, 2, 2 }, "column 'symbol' is of type int32; it must hold text")]
    public void A_fault_is_refused_by_its_name(string column, Array? values, string words)
    {
        foreach (var part in Enum.GetValues<DatasetPart>())
            Write(part, Columns(part));
        TableColumn[] columns = [.. Columns(DatasetPart.Train).Where(x => x.Name != column)];
        Write(DatasetPart.Train, values is null ? columns : [.. columns, new(column, values)]);

        Refused(words);
    }

    [Fact]
    public void Files_that_do_not_go_together_are_refused()
    {
        Refused("train_scaled.parquet: there is no such file; a folder of ready-made splits holds");
        foreach (var part in Enum.GetValues<DatasetPart>())
            Write(part, Columns(part));
        _ = SplitFiles.Read(folder.Root, CancellationToken.None);

        Write(DatasetPart.Validation, [.. Columns(DatasetPart.Validation), new("z", new float[4])]);
        Refused("val_scaled.parquet has a column 'z', which train_scaled.parquet has not");
        Write(DatasetPart.Validation, [.. Columns(DatasetPart.Validation).Where(x => x.Name != "return_h5")]);
        Refused("val_scaled.parquet: there is no column 'return_h5', which train_scaled.parquet has");
        Write(DatasetPart.Validation, Columns(DatasetPart.Train));
        Refused("val_scaled.parquet: A begins at 2023-11-14T22:00:00Z, and the part before ends at 2023-11-14T23:00:00Z");
        Write(DatasetPart.Validation, Columns(DatasetPart.Validation));
        Write(
            DatasetPart.Test,
            [new("symbol", new[] { "A", "A", "B", "C" }), .. Columns(DatasetPart.Test).Where(x => x.Name != "symbol")]);
        Refused("test_scaled.parquet: C is not in train_scaled.parquet");
        Write(DatasetPart.Test, [.. Columns(DatasetPart.Test).Select(x => new TableColumn(
            x.Name, Array.CreateInstance(x.Values.GetType().GetElementType()!, 0)))]);
        Refused("test_scaled.parquet has columns and no rows");
        File.WriteAllText(folder["test_scaled.parquet"], "text");
        Refused("test_scaled.parquet cannot be read as Parquet");
        Write(DatasetPart.Test, [.. Columns(DatasetPart.Test), new("label_5", new float[4])]);
        Refused("column 'label_5' is called a label");
        Write(DatasetPart.Test, [.. Columns(DatasetPart.Test), new("return_h9", new float[4])]);
        Refused("has return_h9 and no label_h9 beside it");
    }

    public void Dispose() => folder.Dispose();

    private static TemporalDataset Small() => new(
        ["x", "y"], new FeatureTable([.. Enumerable.Range(0, 12).Select(i => i / 3f)], 2),
        [Start, Start + Hour, Start + 10 * Hour, Start, Start + 11 * Hour, Start + 20 * Hour],
        [
            new("A", new BarRange(0, 2), new BarRange(2, 3), new BarRange(3, 3)),
            new("B", new BarRange(3, 4), new BarRange(4, 5), new BarRange(5, 6)),
        ],
        [new HorizonLabels(5, [1, -1, 0, LabelSet.None, 1, 0], [0.1f, -0.1f, 0, float.NaN, 0.2f, 0])]);

    private static TableColumn[] Columns(DatasetPart part)
    {
        var start = Start + (int)part * 10 * Hour;
        return
        [
            new("datetime", new[] { start, start + Hour, start, start + Hour }), new("symbol", new string?[] { "A", "A", "B", "B" }),
            new("x", new[] { 1f, 2, 3, 4 }), new("label_h5", new sbyte[] { -1, 0, 1, 1 }), new("return_h5", new[] { -1f, 0, 1, 1 }),
        ];
    }

    private void Write(DatasetPart part, params TableColumn[] columns) =>
        ParquetTable.Write(folder[SplitFiles.NameOf(part)], new Table(columns));

    private void Refused(string words) => Assert.Contains(
        words, Assert.Throws<InputRefusedException>(() => SplitFiles.Read(folder.Root, CancellationToken.None)).Message,
        StringComparison.Ordinal);

    // The file that is there, with its times as timestamps.
    private static void WriteTimestamps(string path, DateTimeDataField field)
    {
        var table = ParquetTable.Read(path);
        var times = Array.ConvertAll(table.Get<long>("datetime"), time => DateTime.UnixEpoch.AddMilliseconds(time));
        var schema = new ParquetSchema(
            field, new DataField<string>("symbol"), new DataField<float>("x"), new DataField<float>("label_h5"));
        using var file = File.Create(path);
        Write().GetAwaiter().GetResult();

        async Task Write()
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(schema.DataFields[0], times);
            await group.WriteAsync(schema.DataFields[1], table.Get<string>("symbol"));
            await group.WriteAsync<float>(schema.DataFields[2], table.Get<float>("x"));
            await group.WriteAsync<float>(schema.DataFields[3], new float[times.Length]);
        }
    }
}
