using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using NpgsqlTypes;

namespace Huracan.Cluster.Decisions;

/// <summary>The gate's decisions, partitioned by month.</summary>
public sealed class DecisionTable(Database database)
{
    internal const string EnsureMonth = "select ensure_decision_month($1)";

    internal const string OfUnit = """
        select at, coin, timeframe, run_id, class, confidence, should_trade, action, reason, id from decisions
        where coin = $1 and timeframe = $2 and at <= $3 and (at, id) < ($3, $4) order by at desc, id desc limit $5
        """;

    private static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Creates the partitions of this month and the next ahead of time.</summary>
    public async Task EnsureMonthsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var instant in new[] { now, now.AddMonths(1) })
            await database.ExecuteAsync(EnsureMonth, cancellationToken, instant.ToUniversalTime());
    }

    /// <summary>Writes decisions, all at once.</summary>
    public async Task AddAsync(IReadOnlyCollection<Decision> decisions, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy decisions (at, coin, timeframe, run_id, class, confidence, should_trade, action, reason) from stdin (format binary)",
            cancellationToken);
        foreach (var decision in decisions)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(decision.At.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(decision.Unit.Coin, cancellationToken);
            await copy.WriteAsync(decision.Unit.Timeframe.Minutes, cancellationToken);
            await copy.WriteAsync(decision.RunId, cancellationToken);
            await copy.WriteAsync((short)decision.Class, cancellationToken);
            await copy.WriteAsync(decision.Confidence, cancellationToken);
            await copy.WriteAsync(decision.Verdict.ShouldTrade, cancellationToken);
            await copy.WriteAsync(decision.Verdict.Action.Text(), cancellationToken);
            await copy.WriteAsync(decision.Verdict.Reason, cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>A unit's decisions, the latest first, each with its id, which orders decisions of one instant.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="before">Instant and id of the last decision of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<(DecisionView View, long Number)>> OfUnitAsync(
        UnitId unit, (DateTimeOffset At, long Number)? before, int limit, CancellationToken cancellationToken)
    {
        var (at, number) = before ?? (End, 0);
        return database.QueryAsync(
            OfUnit,
            row => (
                new DecisionView(
                    row.Instant(0), row.GetString(1), new Timeframe(row.GetInt32(2)), row.GetString(3), row.GetInt16(4), row.GetDouble(5),
                    row.GetBoolean(6), TradingText.ParseAction(row.GetString(7)), row.GetString(8)),
                row.GetInt64(9)),
            cancellationToken, unit.Coin, unit.Timeframe.Minutes, at.ToUniversalTime(), number, limit);
    }
}
