using Huracan.Cluster.Schedules;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Engine;
using Huracan.Storage.Schedules;

namespace Huracan.Tests.Cluster.Schedules;

/// <summary>
/// Executors, a reminder and an operator in virtual time, in an order drawn from a seed. Executors die, sleep and come back late; the clock
/// leaps while everything is away; a write that fails leaves what was stored. What must never happen is checked at every step.
/// </summary>
internal sealed class SimulatedSchedule(ulong seed)
{
    private static readonly string[] Expressions = ["*/10 * * * * *", "* * * * *", "*/7 * * * *", "0 * * * *"];
    private readonly SeededRandom random = new(seed);
    private readonly ScheduleRules rules = new("task");
    private readonly Dictionary<long, ScheduledTask> held = []; // what executors work on, or still believe to
    private readonly List<OccurrenceView> history = [];
    private readonly List<ScheduledTask> taken = [];
    private readonly HashSet<DateTimeOffset> byHand = [];
    private ScheduleRecord record = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);
    private DateTimeOffset scheduled; // since when the expression holds
    private DateTimeOffset busyUntil; // when the last one that was worked on ended or died
    private int due; // occurrences of earlier expressions

    /// <summary>How many were given up after three attempts.</summary>
    public int GivenUp => history.Count(ended => ended is { State: OccurrenceState.Failed, Attempt: ScheduleRules.MostAttempts });

    /// <summary>How many were refused.</summary>
    public int Refused => history.Count(ended => ended.State == OccurrenceState.Refused);

    public void Play()
    {
        Schedule();
        for (var step = 0; step < 120; step++)
        {
            now += random.NextInt(40) == 0 ? TimeSpan.FromMinutes(random.NextInt(300)) : TimeSpan.FromSeconds(random.NextInt(25));
            Act();
            Check();
        }
    }

    private void Act()
    {
        switch (random.NextInt(20))
        {
            case 0:
                Schedule();
                break;
            case 1:
                StartByHand();
                break;
            case < 5:
                Write(rules.Tick(record, now));
                break;
            case < 10:
                Take();
                break;
            case < 12:
                End();
                break;
            case 12 when held.Count > 0: // it dies, or its answer never came
                held.Remove(Pick());
                break;
            default:
                Keep();
                break;
        }
    }

    private void Schedule()
    {
        var cron = random.NextInt(6) == 0 ? null : Expressions[random.NextInt(Expressions.Length)];
        var before = record.Cron;
        if (Write(rules.Schedule(record, cron, now)) && cron != before)
        {
            due += Occurrences.Between(before, scheduled, now).Count();
            scheduled = now;
        }
    }

    private void StartByHand()
    {
        try
        {
            var isDue = rules.Status(record, now).Due is not null;
            if (Write(rules.Start(record, now)) && !isDue)
                byHand.Add(now);
        }
        catch (ConflictException)
        {
            Assert.NotNull(record.Running);
        }
    }

    private void Take()
    {
        var running = rules.Tick(record, now).Record.Running;
        var (change, task) = rules.Take(record, "someone", now);
        if (!Write(change) || task is null)
            return;
        Assert.Null(running);
        Assert.InRange(task.Attempt, 1, ScheduleRules.MostAttempts);
        Assert.True(taken.Count == 0 || task.Token > taken[^1].Token);
        taken.Add(task);
        held[task.Token] = task;
    }

    private void Keep()
    {
        foreach (var token in held.Keys.Where(_ => random.NextInt(3) > 0).ToList())
        {
            if (rules.Keep(record, token, now) is { } change)
            {
                Assert.Equal(taken[^1].Token, token); // whoever came before is told to stop
                Write(change);
            }
            else
            {
                held.Remove(token);
            }
        }
    }

    private void End()
    {
        if (held.Count == 0)
            return;
        var token = Pick();
        try
        {
            if (Write(rules.End(record, token, new TaskOutcome(random.NextInt(3) > 0, "over"), now)))
                held.Remove(token);
            Assert.True(token == taken[^1].Token || token == record.EndedToken);
        }
        catch (StaleOwnerException)
        {
            held.Remove(token);
        }
    }

    // One in ten fails, and nothing of it is stored.
    private bool Write(ScheduleChange change)
    {
        if (random.NextInt(10) == 0)
            return false;
        if (record.Running is { } running && (change.Record.Running is null || change.Record.Token != record.Token))
            busyUntil = change.Record.EndedToken == record.Token ? now : running.Kept + ScheduleRules.Patience;
        record = change.Record;
        history.AddRange(change.Ended);
        return true;
    }

    private void Check()
    {
        Assert.True(record.Running is null || record.Waiting is null);
        Assert.Empty(Occurrences.Between(record.Cron, record.Through, busyUntil)); // what fell due meanwhile is never open again
        var first = taken.Where(task => task.Attempt == 1).ToList();
        var refused = history.Where(ended => ended.State == OccurrenceState.Refused).ToList();
        // Each occurrence was taken, refused, or passed over, or is open.
        var open = Occurrences.Between(record.Cron, record.Through, now).Count() + (record.Waiting is { Died: null } ? 1 : 0);
        var accounted = first.Sum(task => 1 + task.Missed) + refused.Sum(ended => 1 + ended.Missed) + record.Missed + open;
        Assert.Equal(due + Occurrences.Between(record.Cron, scheduled, now).Count() + byHand.Count, accounted);
        // One that was started by hand may bear the time of one that was refused at the same instant.
        Assert.Empty(first.Select(task => task.Occurrence).Intersect(refused.Select(ended => ended.Occurrence)).Except(byHand));
        // Each that was taken has one end, or is worked on, or waits for its next attempt.
        var ended = history.Where(entry => entry.State != OccurrenceState.Refused).Select(entry => entry.Occurrence).ToList();
        var current = record.Running?.Occurrence ?? record.Waiting?.Died?.Occurrence;
        Assert.Equal(
            first.Select(task => task.Occurrence).Order(), current is { } one ? ended.Append(one).Order() : ended.Order());
    }

    private long Pick() => held.Keys.ElementAt(random.NextInt(held.Count));
}
