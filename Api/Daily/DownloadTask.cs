using Huracan.Api.Market;
using Huracan.Contracts.Grains;
using Huracan.MarketData.Daily;
using Huracan.Storage.MarketStore;

namespace Huracan.Api.Daily;

/// <summary>Fetches the candles that the store lacks, of coins that have become the most traded ones too.</summary>
internal sealed class DownloadTask(MarketService market, DailyAlerts alerts, TimeProvider time) : IDailyTask
{
    public string Name => DailyTask.Download;

    // Whoever keeps the store fresh writes it.
    public bool IsElsewhere => market.IsElsewhere;

    public async Task<TaskOutcome> RunAsync(DailyOptions options, ScheduledTask due, CancellationToken cancellationToken)
    {
        var report = await market.DownloadAsync(options, cancellationToken);
        var now = time.GetUtcNow();
        if (DailyAlert.OfData(CandleStore.Open(options.Source), options.Alerts.NoDataHours, now - report.ClockSkew, now) is { } alert)
            await alerts.RaiseAsync(alert, cancellationToken);
        return report.ToOutcome();
    }
}
