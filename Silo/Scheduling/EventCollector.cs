using Huracan.Cluster.Events;
using Huracan.Silo.Settings;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Scheduling;

/// <summary>Drops events that are older than anyone goes back.</summary>
internal sealed class EventCollector(EventTable events, IOptions<SiloOptions> options, TimeProvider time)
{
    private readonly Pace pace = new(TimeSpan.FromHours(1));

    /// <summary>Collects when it is time to.</summary>
    /// <returns>Events dropped.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return pace.IsDue(now) ? await events.ForgetAsync(now - TimeSpan.FromDays(options.Value.EventDays), cancellationToken) : 0;
    }
}
