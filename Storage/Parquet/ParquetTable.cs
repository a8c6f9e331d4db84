using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Tables;
using Huracan.Storage.DuckDb;
using Huracan.Storage.Files;

namespace Huracan.Storage.Parquet;

/// <summary>Tables as Parquet files. The same table gives the same bytes: one thread, fixed row groups, nothing of time or host inside.</summary>
public static class ParquetTable
{
    private const string RowGroupRows = "122880"; // DuckDB's own default, fixed here so that a newer version cannot change files

    /// <summary>Writes a file; it is whole or not there.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    public static void Write(string path, Table table) => AtomicFile.Publish(path, temporary => Copy(temporary, path, table));

    /// <summary>Reads all columns, or those named, in that order.</summary>
    /// <exception cref="InputRefusedException">
    /// The file is missing or damaged, lacks a column, or has one of a type or with a NULL that tables do not hold.
    /// </exception>
    public static Table Read(string path, params string[] columns)
    {
        using var database = new DuckDbDatabase();
        using var connection = database.Connect();
        var present = Columns(connection, path);
        foreach (var name in columns)
        {
            if (!present.Any(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new InputRefusedException($"{path}: there is no column '{name}'; there are: {string.Join(", ", present.Select(x => x.Name))}.");
        }
        var selected = columns.Length == 0 ? present : [.. columns.Select(n => present.First(x => x.Name.Equals(n, StringComparison.OrdinalIgnoreCase)))];
        using var result = Select(connection, path, string.Join(", ", selected.Select(x => DuckDbConnection.Identifier(x.Name))));
        var builders = selected.Select(x => new ColumnBuilder(path, x)).ToArray();
        var rows = 0;
        while (result.TryNext(out var chunk))
        {
            for (var c = 0; c < builders.Length; c++)
                builders[c].Add(chunk, c, rows);
            rows += chunk.Count;
        }
        return new Table(path, [.. builders.Select((x, i) => new TableColumn(columns.Length == 0 ? selected[i].Name : columns[i], x.ToArray()))]);
    }

    internal static IReadOnlyList<DuckDbColumn> Columns(DuckDbConnection connection, string path)
    {
        using var result = Select(connection, path, "*", " LIMIT 0");
        return result.Columns;
    }

    internal static DuckDbResult Select(DuckDbConnection connection, string path, string columns, string tail = "")
    {
        if (!File.Exists(path))
            throw new InputRefusedException($"{path}: there is no such file.");
        try
        {
            return connection.Query($"SELECT {columns} FROM read_parquet({DuckDbConnection.Literal(Escape(path))}){tail}");
        }
        catch (DuckDbException fault)
        {
            throw new InputRefusedException($"{path} cannot be read as Parquet; it is damaged or something else. DuckDB says: {fault.Summary}", fault);
        }
    }

    internal static void Copy(string temporary, string path, Table table)
    {
        using var database = new DuckDbDatabase();
        using var connection = database.Connect();
        var types = table.Columns.Select(x => TypeOf(x.Values)).ToArray();
        var definition = string.Join(", ", table.Columns.Select((x, i) => $"{DuckDbConnection.Identifier(x.Name)} {SqlName(types[i])}"));
        try
        {
            connection.Execute($"CREATE TEMPORARY TABLE content ({definition})");
            using (var appender = connection.AppendToTemporary("content", types))
            {
                appender.Append([.. table.Columns.Select(x => x.Values)]);
                appender.Close();
            }
            var options = $"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroupRows}, USE_TMP_FILE false";
            connection.Execute($"COPY content TO {DuckDbConnection.Literal(temporary)} ({options})");
        }
        catch (DuckDbException fault)
        {
            throw new IOException($"{path} could not be written, and nothing was left behind. DuckDB says: {fault.Summary}", fault);
        }
    }

    // read_parquet takes patterns: a name with one of their signs must be read as a name.
    private static string Escape(string path)
    {
        if (path.AsSpan().IndexOfAny("*?[\\") < 0)
            return path;
        var escaped = new StringBuilder(path.Length + 8);
        foreach (var c in path)
            escaped.Append(c switch { '*' => "[*]", '?' => "[?]", '[' => "[[]", _ => c.ToString() });
        return escaped.ToString();
    }

    private static DuckDbType TypeOf(Array values) => values switch
    {
        double[] => DuckDbType.Double,
        float[] => DuckDbType.Float,
        long[] => DuckDbType.BigInt,
        int[] => DuckDbType.Integer,
        bool[] => DuckDbType.Boolean,
        sbyte[] => DuckDbType.TinyInt,
        _ => DuckDbType.VarChar,
    };

    private static string SqlName(DuckDbType type) => type switch
    {
        DuckDbType.Double => "DOUBLE",
        DuckDbType.Float => "FLOAT",
        DuckDbType.BigInt => "BIGINT",
        DuckDbType.Integer => "INTEGER",
        DuckDbType.Boolean => "BOOLEAN",
        DuckDbType.TinyInt => "TINYINT",
        _ => "VARCHAR",
    };
}
