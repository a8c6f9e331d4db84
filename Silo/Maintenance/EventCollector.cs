using Huracan.Cluster.Events;
using Huracan.Silo.Settings;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Maintenance;

/// <summary>Deletes events that are older than <see cref="SiloOptions.EventDays"/>.</summary>
internal sealed class EventCollector(EventTable events, IOptions<SiloOptions> options, TimeProvider time)
{
    private readonly RateGate gate = new(TimeSpan.FromHours(1));

    /// <summary>Collects once an hour; calls in between do nothing.</summary>
    /// <returns>Number of events deleted.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return gate.IsDue(now) ? await events.ForgetAsync(now - TimeSpan.FromDays(options.Value.EventDays), cancellationToken) : 0;
    }
}
