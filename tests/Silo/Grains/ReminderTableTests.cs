using Huracan.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Huracan.Tests.Silo.Grains;

/// <summary>The queries of 0016_schedules.sql, run as Orleans' provider runs them.</summary>
public class ReminderTableTests
{
    private static readonly DateTime Started = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [PostgresFact]
    public async Task Reminders_are_read_by_ranges_of_hashes_that_may_wrap()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var table = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        var grains = Enumerable.Range(0, 64).Select(i => GrainId.Create("test", $"{i}")).ToList();
        foreach (var grain in grains)
            await table.UpsertRow(Entry(grain, "tick"));
        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToList();

        foreach (var (begin, end) in new[]
        {
            (hashes[10], hashes[20]), (hashes[50], hashes[5]), (0u, 0x8000_0000u), (0x8000_0000u, 0u), (0x7000_0000u, 0x9000_0000u),
            (0xF000_0000u, 0x1000_0000u), (hashes[3], hashes[3]), (0u, uint.MaxValue),
        })
        {
            var found = (await table.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId).ToHashSet();
            Assert.Equal(grains.Where(grain => IsWithin(grain.GetUniformHashCode(), begin, end)).ToHashSet(), found);
        }
    }

    [PostgresFact]
    public async Task A_reminder_is_changed_found_and_removed_by_its_version()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var table = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        var grain = GrainId.Create("test", "one");
        var first = await table.UpsertRow(Entry(grain, "tick"));
        var second = await table.UpsertRow(Entry(grain, "tick", TimeSpan.FromDays(40)));
        await table.UpsertRow(Entry(grain, "other"));

        var read = (await table.ReadRow(grain, "tick"))!;

        Assert.NotEqual(first, second);
        Assert.Equal(
            (grain, "tick", Started, TimeSpan.FromDays(40), second),
            (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(["other", "tick"], (await table.ReadRows(grain)).Reminders.Select(entry => entry.ReminderName).Order());
        Assert.False(await table.RemoveRow(grain, "tick", first!)); // it was changed since
        Assert.True(await table.RemoveRow(grain, "tick", second!));
        Assert.Null(await table.ReadRow(grain, "tick"));
        await table.TestOnlyClearTable();
        Assert.Empty((await table.ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan? period = null) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Started, Period = period ?? TimeSpan.FromMinutes(1) };

    // After begin, up to and with end; over the largest number and on from 0 where that is smaller; all where they are the same.
    private static bool IsWithin(uint hash, uint begin, uint end) => begin < end
        ? hash > begin && hash <= end
        : hash > begin || hash <= end;
}
