using System.Transactions;
using Npgsql;

namespace Huracan.Cluster.Postgres;

/// <summary>
/// A PostgreSQL database and its queries. Parameters are positional: <c>$1</c>, <c>$2</c>, …; null goes as SQL's null.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // classes of SQLSTATE: connection, database that does not exist (yet), resources, operator intervention
    private static readonly string[] UnavailableClasses = ["08", "3D", "53", "57"];
    private static readonly TimeSpan AmbientTimeout = TimeSpan.FromSeconds(30);
    private readonly NpgsqlDataSource source;

    /// <summary>Takes a connection string; connects on the first query.</summary>
    public Database(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "huracan";
        ConnectionString = builder.ConnectionStringBuilder.ConnectionString;
        builder.Name = "huracan"; // names the pool in Npgsql's metrics
        source = builder.Build();
    }

    /// <summary>The connection string with its password: never log it.</summary>
    public string ConnectionString { get; }

    internal NpgsqlDataSource Source => source;

    /// <summary>Whether an exception says that the database cannot serve now, and not that the statement is wrong.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } => false, // an error of this program
        // a missing table: the database is not migrated yet
        PostgresException error => error.SqlState == PostgresErrorCodes.UndefinedTable || UnavailableClasses.Contains(error.SqlState[..2]),
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Opens a connection; the caller disposes it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    /// <summary>All rows of a query.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await QueryAsync(connection, sql, read, cancellationToken, parameters);
    }

    /// <summary>All rows of a query, within a transaction.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object?[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows it touched.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await ExecuteAsync(connection, sql, cancellationToken, parameters);
    }

    /// <summary>Runs a statement within a transaction.</summary>
    public static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs <paramref name="body"/> in one transaction; an exception rolls it back.</summary>
    public async Task<T> TransactAsync<T>(Func<NpgsqlConnection, Task<T>> body, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await body(connection);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>
    /// Runs <paramref name="body"/> in one transaction that code joins which opens connections of its own from this source, such as a grain
    /// that writes its state. One connection may be open at a time.
    /// </summary>
    public static async Task<T> TransactAmbientAsync<T>(Func<Task<T>> body)
    {
        // By default a scope is serializable, ends after a minute, and does not follow asynchronous code.
        using var scope = new TransactionScope(
            TransactionScopeOption.RequiresNew,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted, Timeout = AmbientTimeout },
            TransactionScopeAsyncFlowOption.Enabled);
        var result = await body();
        scope.Complete();
        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    internal static NpgsqlBatchCommand BatchCommand(string sql, object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, parameters);
        return command;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        Add(command.Parameters, parameters);
        return command;
    }

    private static void Add(NpgsqlParameterCollection collection, object?[] parameters)
    {
        foreach (var parameter in parameters)
            collection.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter ?? DBNull.Value });
    }
}
