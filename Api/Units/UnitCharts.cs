using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Tables;

namespace Huracan.Api.Units;

/// <summary>A unit's published candles, equity and trades in the form that charts need.</summary>
internal sealed class UnitCharts(ModelTable models, UnitFileReader files)
{
    /// <summary>Without <paramref name="after"/> the whole history, aggregated; with it the original candles that open later.</summary>
    public async Task<CandlesView> CandlesAsync(UnitKey key, int limit, long? after, CancellationToken cancellationToken)
    {
        var path = RunOutputs.Candles(key.Unit);
        var table = ParquetTable.Read(path, await files.ReadAsync(key, path, cancellationToken));
        var candles = new CandleColumns(
            table.Get<long>("open_time"), table.Get<double>("open"), table.Get<double>("high"), table.Get<double>("low"),
            table.Get<double>("close"), table.Get<double>("volume"));
        return after is { } time ? candles.Page(key.Unit, time, limit) : candles.Aggregate(key.Unit, limit);
    }

    public async Task<EquityView> EquityAsync(UnitKey key, int limit, CancellationToken cancellationToken)
    {
        var csv = new CsvColumns(await ReadOfChosenAsync(key, StageOutputs.Equity, cancellationToken));
        var rows = Thin(csv.Rows, limit);
        return new EquityView(
            Pick(csv.Times("time"), rows), Pick(csv.Numbers("equity"), rows), Pick(csv.Numbers("drawdown"), rows),
            Pick(csv.Numbers("exposure"), rows));
    }

    public async Task<IReadOnlyList<TradeView>> TradesAsync(UnitKey key, CancellationToken cancellationToken)
    {
        var csv = new CsvColumns(await ReadOfChosenAsync(key, StageOutputs.Trades, cancellationToken));
        var (entryTime, entryPrice, exitTime, exitPrice) =
            (csv.Times("entry_time"), csv.Numbers("entry_price"), csv.Times("exit_time"), csv.Numbers("exit_price"));
        var (side, quantity, reason) = (csv.Numbers("side"), csv.Numbers("quantity"), csv.Texts("reason"));
        var (pnl, multiple, held) = (csv.Numbers("pnl"), csv.Numbers("r_multiple"), csv.Numbers("bars_held"));
        return [.. Enumerable.Range(0, csv.Rows).Select(i => new TradeView(
            i + 1, entryTime[i], entryPrice[i], exitTime[i], exitPrice[i], (int)side[i], quantity[i], reason[i], pnl[i],
            double.IsFinite(multiple[i]) ? multiple[i] : null, (int)held[i]))];
    }

    private async Task<byte[]> ReadOfChosenAsync(UnitKey key, string name, CancellationToken cancellationToken)
    {
        var model = await models.FindAsync(key, cancellationToken) ?? throw new KeyNotFoundException($"{key} has no scored model.");
        return await files.ReadAsync(key, $"{RunOutputs.Candidate(key.Unit, model.Family, model.Horizon)}/{name}", cancellationToken);
    }

    /// <summary>At most so many of the rows, evenly spread, the last one among them.</summary>
    private static int[] Thin(int rows, int limit)
    {
        if (rows <= limit)
            return [.. Enumerable.Range(0, rows)];
        return limit == 1 ? [rows - 1] : [.. Enumerable.Range(0, limit).Select(i => (int)((long)i * (rows - 1) / (limit - 1)))];
    }

    private static T[] Pick<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
