using Huracan.Storage.DuckDb;

namespace Huracan.Tests.Storage.DuckDb;

public class DuckDbTests : IDisposable
{
    private readonly DuckDbDatabase database = new();
    private readonly DuckDbConnection connection;

    public DuckDbTests() => connection = database.Connect();

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_library_is_the_version_pinned()
    {
        var pinned = File.ReadAllText(Path.Combine(Repository.Root, "package.json"));
        Assert.Contains($"\"{DuckDbLibrary.Version[1..]}-", pinned, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_library_is_explained()
    {
        var fault = Assert.Throws<DllNotFoundException>(() => DuckDbLibrary.Resolve("duckdb", "/nowhere/libduckdb-absent.so", "libduckdb-absent.so"));
        Assert.Contains("/nowhere/libduckdb-absent.so is not there", fault.Message, StringComparison.Ordinal);
        Assert.Contains("./huracan setup", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_every_kind_come_back()
    {
        using var result = connection.Query("SELECT $1::BIGINT, $2::DOUBLE, $3::VARCHAR, $4::BOOLEAN, $5::INTEGER", 1L << 60, 0.1,
            "it's a longer text, öäü", true, -7);
        Assert.True(result.TryNext(out var chunk));
        Assert.Equal(1L << 60, chunk.Values<long>(0)[0]);
        Assert.Equal(0.1, chunk.Values<double>(1)[0]);
        Assert.Equal("it's a longer text, öäü", chunk.Text(2, 0));
        Assert.True(chunk.Values<bool>(3)[0]);
        Assert.Equal(-7, chunk.Values<int>(4)[0]);
        Assert.False(result.TryNext(out _));
    }

    [Fact]
    public void Null_is_seen_in_numbers_and_text()
    {
        using var result = connection.Query("SELECT * FROM (VALUES (1.5::DOUBLE, 'a'), (NULL, NULL)) t(x, s)");
        Assert.Equal([new DuckDbColumn("x", DuckDbType.Double), new DuckDbColumn("s", DuckDbType.VarChar)], result.Columns);
        Assert.True(result.TryNext(out var chunk));
        var numbers = new double[2];
        chunk.CopyDoubles(0, numbers);
        Assert.Equal([1.5, double.NaN], numbers);
        Assert.Equal(1, chunk.FirstNull(0));
        Assert.Null(chunk.Text(1, 1));
    }

    [Fact]
    public void Appended_columns_come_back_in_order_over_many_chunks()
    {
        const int rows = 10_000;
        connection.Execute("CREATE TEMPORARY TABLE t (i BIGINT, s VARCHAR)");
        using (var appender = connection.AppendToTemporary("t", DuckDbType.BigInt, DuckDbType.VarChar))
        {
            appender.Append(
                Enumerable.Range(0, rows).Select(x => (long)x).ToArray(),
                Enumerable.Range(0, rows).Select(x => x % 7 == 0 ? null : $"text number {x}").ToArray());
            appender.Close();
        }
        using var result = connection.Query("SELECT * FROM t");
        var seen = 0;
        while (result.TryNext(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++, seen++)
            {
                Assert.Equal(seen, chunk.Values<long>(0)[row]);
                Assert.Equal(seen % 7 == 0 ? null : $"text number {seen}", chunk.Text(1, row));
            }
        }
        Assert.Equal(rows, seen);
    }

    [Fact]
    public void A_wrong_statement_says_why()
    {
        var fault = Assert.Throws<DuckDbException>(() => connection.Execute("SELECT * FROM nowhere"));
        Assert.Contains("nowhere", fault.Summary, StringComparison.Ordinal);
        fault = Assert.Throws<DuckDbException>(() => connection.Execute("SELECT 'x'::INTEGER"));
        Assert.Contains("Could not convert string 'x'", fault.Summary, StringComparison.Ordinal);
        fault = Assert.Throws<DuckDbException>(() => connection.AppendToTemporary("nowhere", DuckDbType.BigInt));
        Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_another_type_is_not_appended()
    {
        connection.Execute("CREATE TEMPORARY TABLE t (i BIGINT)");
        using var appender = connection.AppendToTemporary("t", DuckDbType.BigInt);
        Assert.Throws<ArgumentException>(() => appender.Append(new ulong[] { 1 }));
        Assert.Throws<ArgumentException>(() => appender.Append(new double[] { 1 }));
    }

    [Fact]
    public void It_runs_on_one_thread_and_fetches_no_extension()
    {
        using var result = connection.Query(
            "SELECT current_setting('threads')::BIGINT, current_setting('autoinstall_known_extensions')::BOOLEAN, "
            + "current_setting('autoload_known_extensions')::BOOLEAN");
        Assert.True(result.TryNext(out var chunk));
        Assert.Equal(1, chunk.Values<long>(0)[0]);
        Assert.False(chunk.Values<bool>(1)[0]);
        Assert.False(chunk.Values<bool>(2)[0]);
    }
}
