using System.Globalization;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Silo.Units;
using Quartz;

namespace Huracan.Silo.Scheduling;

/// <summary>
/// The Quartz job of a unit: at most one runs in the whole cluster. The unit's record decides whether there is anything to do.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class UnitJob(UnitHost host, IHostApplicationLifetime lifetime) : IJob
{
    private const string Group = "units";

    public static JobKey KeyOf(UnitKey key) => new(key.ToString(), Group);

    public static TriggerKey TriggerOf(UnitKey key) => new(key.ToString(), Group);

    /// <summary>
    /// Fires once, however late: a unit waits until those before it are done. By default Quartz skips a trigger that is a minute late until
    /// its next check for misfires, and the silo would be idle for up to a minute.
    /// </summary>
    public static ITrigger TriggerFor(UnitKey key, int priority, DateTimeOffset at, TimeProvider time) => TriggerBuilder.Create(time)
        .WithIdentity(TriggerOf(key)).WithPriority(priority).StartAt(at)
        .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
        .Build();

    /// <summary>The units Quartz has a job for.</summary>
    public static async Task<HashSet<TriggerKey>> WaitingAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var triggers = await scheduler.QueryTriggers(
            new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(Group) }, cancellationToken);
        return [.. triggers.Items.Select(trigger => trigger.Key)];
    }

    public static IJobDetail Describe(UnitKey key) => JobBuilder.Create<UnitJob>()
        .WithIdentity(KeyOf(key))
        .UsingJobData("run", key.RunId)
        .UsingJobData("coin", key.Unit.Coin)
        .UsingJobData("timeframe", key.Unit.Timeframe.Minutes.ToString(CultureInfo.InvariantCulture))
        .RequestRecovery()
        .Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = context.MergedJobDataMap;
        // Describe writes all three
        var unit = new UnitId(
            data.GetString("coin")!, new Timeframe(int.Parse(data.GetString("timeframe")!, CultureInfo.InvariantCulture)));
        await host.RunAsync(new UnitKey(data.GetString("run")!, unit), lifetime.ApplicationStopping);
    }
}
