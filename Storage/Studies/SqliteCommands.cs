using Microsoft.Data.Sqlite;

namespace Huracan.Storage.Studies;

/// <summary>A connection to an SQLite file whose statements are prepared once.</summary>
internal sealed class SqliteCommands : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    static SqliteCommands() => SQLitePCL.Batteries_V2.Init();

    public SqliteCommands(string source, SqliteOpenMode mode, TimeSpan patience)
    {
        // Not pooled: a pool would keep the file open after us.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)patience.TotalSeconds,
        }.ToString());
        connection.Open();
    }

    /// <summary>Runs something once.</summary>
    public object? Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Its first value.</returns>
    public object? Execute(OptunaStatement statement, params object?[] values) => Prepared(statement, values).ExecuteScalar();

    /// <summary>Runs a statement that gives rows.</summary>
    public SqliteDataReader Query(OptunaStatement statement, params object?[] values) => Prepared(statement, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(OptunaStatement statement, object?[] values)
    {
        if (!prepared.TryGetValue(statement.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i + 1}") });
            prepared.Add(statement.Sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
