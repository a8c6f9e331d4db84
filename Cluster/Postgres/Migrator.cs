using System.Globalization;
using Huracan.Contracts;
using Npgsql;

namespace Huracan.Cluster.Postgres;

/// <summary>
/// Migrates a database's tables to the version this program needs: the scripts in <c>Migrations/</c>, each once, in the order of their
/// numbers. Where several hosts start at once, an advisory lock lets one migrate while the others wait.
/// </summary>
public static class Migrator
{
    private const long LockNumber = 0x4875726163616e; // "Huracan"
    private const string Prefix = "Huracan.Cluster.Postgres.Migrations.";

    /// <summary>Applies the scripts that are missing.</summary>
    /// <returns>The names of the scripts applied.</returns>
    /// <exception cref="InputRefusedException">The database was made by a newer program.</exception>
    public static Task<IReadOnlyList<string>> MigrateAsync(Database database, CancellationToken cancellationToken) =>
        MigrateAsync(database, int.MaxValue, cancellationToken);

    /// <summary>The same up to a script's number, as an earlier program did.</summary>
    internal static async Task<IReadOnlyList<string>> MigrateAsync(Database database, int last, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await Database.ExecuteAsync(connection, "select pg_advisory_lock($1)", cancellationToken, LockNumber);
        try
        {
            return await ApplyAsync(connection, last, cancellationToken);
        }
        finally
        {
            await Database.ExecuteAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None, LockNumber);
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, int last, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(
            connection,
            """
            create table if not exists migrations
                (number integer primary key, name text not null, applied timestamptz not null default now())
            """,
            cancellationToken);
        var done = await Database.QueryAsync(connection, "select number from migrations", row => row.GetInt32(0), cancellationToken);
        var scripts = Scripts();
        var unknown = done.Except(scripts.Select(script => script.Number)).ToArray();
        if (unknown.Length > 0)
            throw new InputRefusedException(
                $"The database has migration {unknown.Max()}; this program only knows migrations up to {scripts[^1].Number}. "
                + "Update the program.");
        var applied = new List<string>();
        foreach (var (number, name, sql) in scripts.Where(script => script.Number <= last && !done.Contains(script.Number)))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Database.ExecuteAsync(connection, sql, cancellationToken);
            await Database.ExecuteAsync(
                connection, "insert into migrations (number, name) values ($1, $2)", cancellationToken, number, name);
            await transaction.CommitAsync(cancellationToken);
            applied.Add(name);
        }
        return applied;
    }

    private static List<(int Number, string Name, string Sql)> Scripts()
    {
        var assembly = typeof(Migrator).Assembly;
        var scripts = new List<(int, string, string)>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name =>
            name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // the name comes from the assembly
            var name = resource[Prefix.Length..^".sql".Length];
            scripts.Add((int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        return scripts;
    }
}
