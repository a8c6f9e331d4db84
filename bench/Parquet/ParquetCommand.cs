using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Engine.Tables;
using Huracan.Storage.Candles;
using Huracan.Storage.Parquet;

namespace Huracan.Bench.Parquet;

/// <summary><c>bench parquet</c>: tables written and read by DuckDB and by Parquet.Net, taking turns; the contents must agree.</summary>
internal static class ParquetCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Parquet or candle files whose tables are written and read.", Arity = ArgumentArity.OneOrMore };
        var rounds = new Option<int>("--rounds") { Description = "How often both take turns.", DefaultValueFactory = _ => 9 };
        var command = new Command("parquet", "Parquet files by DuckDB and by Parquet.Net: milliseconds and bytes.") { files, rounds };
        command.SetAction(parse => Tables.Print(
            ["table", "rows", "columns", "write DuckDB", "Parquet.Net", "read DuckDB", "Parquet.Net", "old file", "bytes DuckDB", "Parquet.Net"],
            parse.GetValue(files)!.Select(x => Measure(x, parse.GetValue(rounds))).ToArray()));
        return command;
    }

    private static string[] Measure(string file, int rounds)
    {
        var table = Load(file);
        var folder = Directory.CreateTempSubdirectory("huracan-bench-").FullName;
        try
        {
            var (duck, net) = (Path.Combine(folder, "duck.parquet"), Path.Combine(folder, "net.parquet"));
            var laps = Enumerable.Range(0, 5).Select(_ => new Laps()).ToArray();
            for (var round = -1; round < rounds; round++)
            {
                var kept = round < 0 ? Enumerable.Range(0, 5).Select(_ => new Laps()).ToArray() : laps; // the first round warms up
                kept[0].Time(() => ParquetTable.Write(duck, table));
                kept[1].Time(() => ParquetNetTable.Write(net, table));
                kept[2].Time(() => ParquetTable.Read(duck));
                kept[3].Time(() => ParquetNetTable.Read(net));
                kept[4].Time(() => ParquetNetTable.Read(duck));
            }
            Expect(table, ParquetNetTable.Read(duck));
            Expect(table, ParquetNetTable.Read(net));
            Expect(table, ParquetTable.Read(net));
            return
            [
                Path.GetFileName(file), Text(table.Rows), Text(table.Columns.Count), .. laps.Select(x => Tables.Number(1000 * x.Median)),
                Text(new FileInfo(duck).Length), Text(new FileInfo(net).Length),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Table Load(string file)
    {
        if (file.EndsWith(".parquet", StringComparison.Ordinal))
            return ParquetTable.Read(file);
        var raw = CandleFile.Read(file, new UnitId("COIN", Timeframe.M15), CancellationToken.None);
        var rows = Math.Min(raw.Count, 35_040);
        return new Table(
            new TableColumn("open_time", raw.OpenTimes[..rows]), new TableColumn("open", raw.Open[..rows]), new TableColumn("high", raw.High[..rows]),
            new TableColumn("low", raw.Low[..rows]), new TableColumn("close", raw.Close[..rows]), new TableColumn("volume", raw.Volume[..rows]));
    }

    private static void Expect(Table expected, Table actual)
    {
        foreach (var (left, right) in expected.Columns.Zip(actual.Columns))
        {
            if (left.Name != right.Name || left.Values.GetType() != right.Values.GetType() || !left.Values.Cast<object?>().SequenceEqual(right.Values.Cast<object?>()))
                throw new InputRefusedException($"column '{left.Name}' differs.");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
