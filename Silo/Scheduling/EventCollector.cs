using Huracan.Storage.Cluster;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Scheduling;

/// <summary>Drops events that are older than anyone goes back.</summary>
internal sealed class EventCollector(EventTable events, IOptions<SiloOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private DateTimeOffset next;

    /// <summary>Collects when it is time to.</summary>
    /// <returns>Events dropped.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < next)
            return 0;
        next = now + Every;
        return await events.ForgetAsync(now - TimeSpan.FromDays(options.Value.EventDays), cancellationToken);
    }
}
