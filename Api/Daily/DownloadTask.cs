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
        await CheckAsync(options, time.GetUtcNow() - report.ClockSkew, cancellationToken);
        return report.ToOutcome();
    }

    private async Task CheckAsync(DailyOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (CandleStore.Open(options.Source).Newest() is var newest && now - newest > TimeSpan.FromHours(options.Alerts.NoDataHours))
            await alerts.RaiseAsync(
                new DailyAlert(DailyAlert.NoData, time.GetUtcNow(), $"The newest candle of {options.Source} closed at {newest:u}."),
                cancellationToken);
    }
}
