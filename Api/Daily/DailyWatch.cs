using Huracan.Cluster.Champions;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.MarketData.Daily;

namespace Huracan.Api.Daily;

/// <summary>Looks after a run of the daily cycle for what somebody should know.</summary>
internal sealed class DailyWatch(UnitTable units, ChampionTable champions, DailyAlerts alerts, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Raises an alert for each unit that keeps failing, and one where no champion is left.</summary>
    public async Task CheckAsync(IEnumerable<string> runs, AlertOptions options, CancellationToken cancellationToken)
    {
        foreach (var runId in runs)
        {
            foreach (var unit in await FailedAsync(runId, cancellationToken))
            {
                var latest = await units.HistoryAsync(unit.Key.Unit, null, options.FailedRuns, cancellationToken);
                if (latest.Count == options.FailedRuns && latest.TrueForAll(record => record.State == UnitState.Failed))
                    await alerts.RaiseAsync(
                        DailyAlert.OfUnit(unit.Key.Unit, latest.Count, unit.Reason, time.GetUtcNow()), cancellationToken);
            }
        }
        var (usable, all) = await champions.CountAsync(time.GetUtcNow(), cancellationToken);
        if (DailyAlert.OfChampions(usable, all, time.GetUtcNow()) is { } alert)
            await alerts.RaiseAsync(alert, cancellationToken);
    }

    private async Task<List<UnitRecord>> FailedAsync(string runId, CancellationToken cancellationToken)
    {
        var failed = new List<UnitRecord>();
        UnitId? after = null;
        while (true)
        {
            var page = await units.OfRunAsync(runId, after, PageSize, cancellationToken);
            failed.AddRange(page.Where(unit => unit.State == UnitState.Failed));
            if (page.Count < PageSize)
                return failed;
            after = page[^1].Key.Unit;
        }
    }
}
