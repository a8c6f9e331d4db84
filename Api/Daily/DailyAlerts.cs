using Huracan.Cluster.Events;
using Huracan.Contracts;
using Huracan.MarketData.Daily;

namespace Huracan.Api.Daily;

/// <summary>Raises alerts: as events for whoever watches, and at the addresses that are configured.</summary>
internal sealed partial class DailyAlerts(EventTable events, DailyPlan plan, Webhooks webhooks, ILogger<DailyAlerts> log)
{
    public async Task RaiseAsync(DailyAlert alert, CancellationToken cancellationToken)
    {
        LogAlert(alert.Alert, alert.Text);
        var unit = alert is { Coin: { } coin, Timeframe: { } timeframe } ? new UnitId(coin, Timeframe.Parse(timeframe)) : (UnitId?)null;
        await events.AppendAsync(new NewEvent("", unit, "alert", new { alert.Alert, alert.Text }), cancellationToken);
        foreach (var failure in await webhooks.SendAsync(alert, plan.Options?.Alerts.Webhooks ?? [], cancellationToken))
            LogFailure(alert.Alert, failure);
    }

    [LoggerMessage(1, LogLevel.Warning, "Alert {Alert}: {Text}")]
    private partial void LogAlert(string alert, string text);

    [LoggerMessage(2, LogLevel.Error, "Alert {Alert} did not arrive at {Failure}")]
    private partial void LogFailure(string alert, string failure);
}
