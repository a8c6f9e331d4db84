using System.Text.Json;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http.Schedules;
using Npgsql;

namespace Huracan.Cluster.Schedules;

/// <summary>How the occurrences of scheduled tasks ended.</summary>
public sealed class ScheduleHistoryTable(Database database)
{
    internal const string Append = """
        insert into schedule_history (task, occurrence, state, started, ended, attempt, missed, summary, report)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    internal const string OfTask = """
        select task, occurrence, state, started, ended, attempt, missed, summary, case when $5 then report end, id from schedule_history
        where task = $6 and occurrence >= $1 and (occurrence, id) < ($2, $3) order by occurrence desc, id desc limit $4
        """;

    internal const string OfAll = """
        select task, occurrence, state, started, ended, attempt, missed, summary, case when $5 then report end, id from schedule_history
        where occurrence >= $1 and (occurrence, id) < ($2, $3) order by occurrence desc, id desc limit $4
        """;

    private static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Entries by the time they were due, the latest first, each with its id, which orders those of one instant.</summary>
    /// <param name="task">Only this task's; null takes all.</param>
    /// <param name="from">Due at this instant or later; null: since ever.</param>
    /// <param name="until">Due before this instant; null: without an end.</param>
    /// <param name="before">Instant and id of the last entry of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <param name="withReports">Whether with their reports, which may be long.</param>
    public Task<List<(OccurrenceView View, long Number)>> PageAsync(
        string? task, DateTimeOffset? from, DateTimeOffset? until, (DateTimeOffset Occurrence, long Number)? before, int limit,
        CancellationToken cancellationToken, bool withReports = true)
    {
        var (occurrence, number) = before ?? (until ?? End, 0);
        object?[] parameters =
            [(from ?? DateTimeOffset.UnixEpoch).ToUniversalTime(), occurrence.ToUniversalTime(), number, limit, withReports];
        return task is null
            ? database.QueryAsync(OfAll, Read, cancellationToken, parameters)
            : database.QueryAsync(OfTask, Read, cancellationToken, [.. parameters, task]);
    }

    /// <summary>Adds an entry and its event within a transaction.</summary>
    internal static async Task AppendAsync(NpgsqlConnection connection, OccurrenceView ended, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(
            connection, Append, cancellationToken,
            ended.Task, ended.Occurrence.ToUniversalTime(), ended.State.ToString().ToUpperInvariant(), Rows.Instant(ended.Started),
            ended.Ended.ToUniversalTime(), ended.Attempt, ended.Missed, ended.Summary, Rows.Json(ended.Report?.GetRawText()));
        var told = new
        {
            ended.Task,
            ended.Occurrence,
            ended.State,
            ended.Started,
            ended.Ended,
            ended.Attempt,
            ended.Missed,
            ended.Summary,
        };
        await EventTable.AppendAsync(connection, new NewEvent("", null, "schedule", told), cancellationToken);
    }

    private static (OccurrenceView View, long Number) Read(NpgsqlDataReader row) => (
        new OccurrenceView(
            row.GetString(0), row.Instant(1), Enum.Parse<OccurrenceState>(row.GetString(2), ignoreCase: true),
            row.IsDBNull(3) ? null : row.Instant(3), row.Instant(4), row.GetInt32(5), row.GetInt32(6), row.GetString(7),
            Report(row.TextOrNull(8))),
        row.GetInt64(9));

    private static JsonElement? Report(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
