using Huracan.Storage.Studies;
using Npgsql;
using NpgsqlTypes;

namespace Huracan.Cluster.Studies;

/// <summary>
/// Optuna statements as commands of Npgsql. Text parameters are sent untyped: the server converts them to enums, dates or text.
/// </summary>
internal static class PostgresCommands
{
    /// <summary>Adds the changes in their order; consecutive rows for one table become one command.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<OptunaChange> changes)
    {
        for (var (first, end) = (0, 0); first < changes.Count; first = end)
        {
            var statement = changes[first].Statement;
            for (end = first + 1; statement.Many is not null && end < changes.Count && changes[end].Statement == statement;)
                end++;
            batch.BatchCommands.Add(end == first + 1 ? One(changes[first]) : Many(changes, first, end));
        }
    }

    private static NpgsqlBatchCommand One(OptunaChange change)
    {
        var command = new NpgsqlBatchCommand(change.Statement.Sql);
        Add(command.Parameters, change.Statement, change.Values);
        return command;
    }

    private static NpgsqlBatchCommand Many(IReadOnlyList<OptunaChange> changes, int first, int end)
    {
        var (statement, values) = changes[first];
        var command = new NpgsqlBatchCommand(statement.Many!); // not null, as checked by the caller
        command.Parameters.Add(new NpgsqlParameter { Value = values[0] ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        for (var i = 1; i < values.Length; i++)
        {
            var rows = Enumerable.Range(first, end - first).Select(row => changes[row].Values[i]);
            command.Parameters.Add(statement.Types[i] == 'f'
                ? new NpgsqlParameter<double[]> { TypedValue = [.. rows.Cast<double>()] }
                : new NpgsqlParameter<string[]> { TypedValue = [.. rows.Cast<string>()] });
        }
        return command;
    }

    public static NpgsqlDataReader Query(NpgsqlConnection connection, OptunaStatement statement, object?[] values)
    {
        using var command = new NpgsqlCommand(statement.Sql, connection);
        Add(command.Parameters, statement, values);
        return command.ExecuteReader();
    }

    private static void Add(NpgsqlParameterCollection parameters, OptunaStatement statement, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            parameters.Add(new NpgsqlParameter { Value = values[i] ?? DBNull.Value, NpgsqlDbType = Type(statement.Types[i]) });
    }

    private static NpgsqlDbType Type(char letter) => letter switch
    {
        'n' => NpgsqlDbType.Bigint,
        'f' => NpgsqlDbType.Double,
        _ => NpgsqlDbType.Unknown,
    };
}
