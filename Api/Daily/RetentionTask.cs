using Huracan.Cluster.Runs;
using Huracan.Contracts.Grains;
using Huracan.MarketData.Daily;

namespace Huracan.Api.Daily;

/// <summary>Deletes old runs with all that they left, except those whose models serve.</summary>
internal sealed class RetentionTask(RunTable runs, TimeProvider time) : IDailyTask
{
    public string Name => DailyTask.Retention;

    public async Task<TaskOutcome> RunAsync(DailyOptions options, ScheduledTask due, CancellationToken cancellationToken)
    {
        var deleted = await runs.ForgetAsync(time.GetUtcNow().AddDays(-options.Retention.RunDays), cancellationToken);
        return TaskOutcomes.OfRetention(deleted, options.Retention);
    }
}
