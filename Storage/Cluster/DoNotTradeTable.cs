using Huracan.Contracts;
using Huracan.Engine.Quality;
using Huracan.Storage.Postgres;

namespace Huracan.Storage.Cluster;

/// <summary>What may not be traded and why: models that are not good enough or on paper only, and coins of the latest thresholds without any model.</summary>
public sealed class DoNotTradeTable(Database database)
{
    internal const string Judged = """
        select m.coin, m.timeframe, m.action, m.score, m.result->>'reason', m.created from current_models c join models m using (run_id, coin, timeframe)
        where m.action in ('NO_TRADE', 'WARMUP')
        """;

    internal const string WithoutModel = """
        select entry.key, latest.timeframe, entry.value->>'reason', latest.published
        from (select distinct on (timeframe) timeframe, published, content from thresholds order by timeframe, published desc) latest
        cross join lateral jsonb_each(latest.content->'coins') entry
        where not exists (select from current_models c where c.coin = entry.key and c.timeframe = latest.timeframe)
        """;

    /// <summary>All of it, by coin and timeframe.</summary>
    public async Task<IReadOnlyList<DoNotTradeRow>> ListAsync(CancellationToken cancellationToken)
    {
        var judged = await database.QueryAsync(
            Judged,
            row =>
            {
                var onPaper = TradingWords.ParseAction(row.GetString(2)) == GateAction.Warmup;
                return new DoNotTradeRow(
                    row.GetString(0), new Timeframe(row.GetInt32(1)), onPaper ? "paper_only" : "score", row.GetDouble(3), onPaper ? QualityTiers.HighFrom : QualityTiers.LowFrom,
                    row.TextOrNull(4) ?? "", row.Instant(5));
            },
            cancellationToken);
        var without = await database.QueryAsync(
            WithoutModel, row => new DoNotTradeRow(row.GetString(0), new Timeframe(row.GetInt32(1)), "no_model", null, null, row.TextOrNull(2) ?? "", row.Instant(3)), cancellationToken);
        return [.. judged.Concat(without).OrderBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe)];
    }
}
