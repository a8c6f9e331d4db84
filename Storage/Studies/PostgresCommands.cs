using Npgsql;
using NpgsqlTypes;

namespace Huracan.Storage.Studies;

/// <summary>Statements as PostgreSQL's driver takes them. A text has no type of its own: the server makes it a word, a date or a text.</summary>
internal static class PostgresCommands
{
    public static NpgsqlBatchCommand BatchCommand(OptunaStatement statement, object?[] values)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        Add(command.Parameters, statement, values);
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
