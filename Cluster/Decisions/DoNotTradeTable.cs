using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Cluster.Decisions;

/// <summary>
/// The do-not-trade list: units whose model has too low a score or may be traded on paper only, and units of any run without a model.
/// </summary>
public sealed class DoNotTradeTable(Database database)
{
    internal const string Judged = """
        select m.coin, m.timeframe, m.action, m.score, m.result->>'reason', m.created
        from current_models c join models m using (run_id, coin, timeframe)
        where m.action in ('NO_TRADE', 'WARMUP')
        """;

    internal const string WithoutModel = """
        select d.coin, d.timeframe, d.reason, t.published from decided d join thresholds t using (timeframe, run_id)
        where not exists (select from current_models c where c.coin = d.coin and c.timeframe = d.timeframe)
        """;

    /// <summary>The whole list, by coin and timeframe.</summary>
    public async Task<IReadOnlyList<DoNotTradeRow>> ListAsync(CancellationToken cancellationToken)
    {
        var judged = await database.QueryAsync(
            Judged,
            row =>
            {
                var onPaper = TradingText.ParseAction(row.GetString(2)) == GateAction.Warmup;
                return new DoNotTradeRow(
                    row.GetString(0), new Timeframe(row.GetInt32(1)), onPaper ? DoNotTradeRow.PaperOnly : DoNotTradeRow.LowScore,
                    row.GetDouble(3),
                    onPaper ? QualityTiers.HighFrom : QualityTiers.LowFrom,
                    row.TextOrNull(4) ?? "", row.Instant(5));
            },
            cancellationToken);
        var without = await database.QueryAsync(
            WithoutModel,
            row => new DoNotTradeRow(
                row.GetString(0), new Timeframe(row.GetInt32(1)), DoNotTradeRow.NoModel, null, null, row.TextOrNull(2) ?? "",
                row.Instant(3)),
            cancellationToken);
        return [.. judged.Concat(without).OrderBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe)];
    }
}
