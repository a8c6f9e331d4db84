using Huracan.Api.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.MarketData.Daily;

namespace Huracan.Api.Daily;

/// <summary>Looks after a run of the daily cycle for what somebody should know.</summary>
internal sealed class DailyWatch(UnitTable units, ModelViews models, DailyAlerts alerts, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Raises an alert for each unit that keeps failing, and one where no model may be traded at full size.</summary>
    /// <returns>How many may be.</returns>
    public async Task<int> CheckAsync(IEnumerable<string> runs, AlertOptions options, CancellationToken cancellationToken)
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
        var ranking = await models.RankingAsync(cancellationToken);
        var active = ranking.Count(row => row.Action == GateAction.Active);
        if (active == 0)
            await alerts.RaiseAsync(
                new DailyAlert(
                    DailyAlert.NoChampion, time.GetUtcNow(),
                    $"None of {ranking.Count} units with a model is ACTIVE: nothing may be traded at full size."),
                cancellationToken);
        return active;
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
