using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Storage.Schedules;

namespace Huracan.Cluster.Schedules;

/// <summary>
/// How the schedule of a task may change. The functions are pure: they take the state and the time, and return the changed state and what
/// the history gains. Callers only load, change and save.
/// </summary>
/// <remarks>
/// Each occurrence is accounted for once: it is taken, refused because another one is worked on when it falls due, or passed over because
/// a later one is due when somebody asks.
/// </remarks>
/// <param name="task">Name of the task.</param>
public sealed class ScheduleRules(string task)
{
    /// <summary>Attempts at an occurrence after which it is given up.</summary>
    public const int MostAttempts = 3;

    // More can only be refused at once after silos were away; the others are counted with the earliest of these.
    private const int MostRefusals = 100;

    /// <summary>How long an executor may be silent before it is taken for dead.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Sets the expression; the one that is set already changes nothing.</summary>
    /// <exception cref="InputRefusedException">It is no cron expression, or one that never occurs.</exception>
    public ScheduleChange Schedule(ScheduleRecord record, string? cron, DateTimeOffset now)
    {
        cron = cron?.Trim();
        if (cron == record.Cron)
            return ScheduleChange.None(record);
        if (cron is not null)
            Occurrences.Check(cron, now);
        var change = Tick(record, now);
        var passed = Occurrences.Between(change.Record.Cron, change.Record.Through, now).Count();
        return change.Then(change.Record with { Cron = cron, Through = now, Missed = change.Record.Missed + passed });
    }

    /// <summary>
    /// What time alone changes: occurrences that fell due while another is worked on are refused, and an executor that is silent for too
    /// long has died.
    /// </summary>
    public ScheduleChange Tick(ScheduleRecord record, DateTimeOffset now)
    {
        if (record.Running is not { } running)
            return ScheduleChange.None(record);
        var death = running.Kept + Patience;
        if (now < death)
            return Refuse(record, now);
        var change = Refuse(record, death);
        var left = change.Record with { Running = null };
        return running.Attempt < MostAttempts
            ? change.Then(left with { Waiting = new WaitingTask(running.Occurrence, running) })
            : GiveUp(change, left, running, $"given up after {MostAttempts} attempts");
    }

    /// <summary>Somebody takes the latest occurrence that is due.</summary>
    /// <returns>The change, and the occurrence; null where none is due.</returns>
    public (ScheduleChange Change, ScheduledTask? Taken) Take(ScheduleRecord record, string owner, DateTimeOffset now)
    {
        var change = Tick(record, now);
        var current = change.Record;
        if (current.Running is not null)
            return (change, null);
        var (latest, count) = (default(DateTimeOffset?), 0);
        foreach (var occurrence in Occurrences.Between(current.Cron, current.Through, now))
            (latest, count) = (occurrence, count + 1);
        if (latest is { } due)
        {
            if (current.Waiting?.Died is { } died)
                change = GiveUp(change, current, died, "a later occurrence was due before anybody took this one again");
            var byHand = current.Waiting is { Died: null } ? 1 : 0;
            return Begin(change, change.Record with { Through = due }, due, current.Missed + byHand + count - 1, 1, owner, now);
        }
        return current.Waiting switch
        {
            null => (change, null),
            { Died: null } started => Begin(change, current, started.Occurrence, current.Missed, 1, owner, now),
            // What was passed over before its first attempt is told again; what was since is left to the next occurrence.
            { Died: { } died } => Begin(
                change, current, died.Occurrence, died.Missed, died.Attempt + 1, owner, now, missed: current.Missed),
        };
    }

    /// <summary>The executor is still at work.</summary>
    /// <returns>The change; null where the token is no longer the current one.</returns>
    public ScheduleChange? Keep(ScheduleRecord record, long token, DateTimeOffset now)
    {
        // It may be late: as long as nobody has found it dead, nobody else can have begun.
        if (record.Running is not { } running || record.Token != token)
            return null;
        var change = Refuse(record, now);
        return change.Then(change.Record with { Running = running with { Kept = now } });
    }

    /// <summary>The executor is done.</summary>
    /// <exception cref="StaleOwnerException">The token is no longer the current one.</exception>
    /// <exception cref="InputRefusedException">The report is no JSON.</exception>
    public ScheduleChange End(ScheduleRecord record, long token, TaskOutcome outcome, DateTimeOffset now)
    {
        if (token == record.EndedToken && token > 0)
            return ScheduleChange.None(record);
        if (record.Running is not { } running || record.Token != token)
            throw new StaleOwnerException(
                $"{task}: attempt {token} is over; the latest is {record.Token}, of {record.Running?.Owner ?? "nobody any more"}.");
        var report = Report(outcome.Report);
        var change = Refuse(record, now);
        var state = outcome.Succeeded ? OccurrenceState.Done : OccurrenceState.Failed;
        return change.Then(
            change.Record with
            {
                Running = null,
                EndedToken = token,
                Last = new EndedTask(running.Occurrence, state, now, outcome.Summary),
            },
            new OccurrenceView(
                task, running.Occurrence, state, running.Since, now, running.Attempt, running.Missed, outcome.Summary, report));
    }

    /// <summary>Somebody starts the task by hand: it is due now. No change where it is due already.</summary>
    /// <exception cref="ConflictException">It is being worked on.</exception>
    public ScheduleChange Start(ScheduleRecord record, DateTimeOffset now)
    {
        var change = Tick(record, now);
        if (change.Record.Running is { } running)
            throw new ConflictException($"{task} cannot be started: {Describe(running)}.");
        return Due(change.Record, now) is null
            ? change.Then(change.Record with { Waiting = new WaitingTask(now, null) })
            : change;
    }

    /// <summary>How it stands by the clock, whether or not that is written yet.</summary>
    public ScheduleStatus Status(ScheduleRecord record, DateTimeOffset now)
    {
        var current = Tick(record, now).Record;
        return new ScheduleStatus(
            task, current.Cron, Occurrences.Next(current.Cron, now > current.Through ? now : current.Through),
            current.Running is null ? Due(current, now) : null, current.LastTaken, current.Running, current.Last);
    }

    private static DateTimeOffset? Due(ScheduleRecord record, DateTimeOffset now)
    {
        var latest = record.Waiting?.Occurrence;
        foreach (var occurrence in Occurrences.Between(record.Cron, record.Through, now))
            latest = occurrence;
        return latest;
    }

    private static (ScheduleChange Change, ScheduledTask? Taken) Begin(
        ScheduleChange change, ScheduleRecord record, DateTimeOffset occurrence, int told, int attempt, string owner, DateTimeOffset now,
        int missed = 0)
    {
        var token = record.Token + 1;
        var begun = record with
        {
            Missed = missed,
            Waiting = null,
            Running = new RunningTask(occurrence, told, attempt, owner, now, now),
            Token = token,
            LastTaken = occurrence,
        };
        return (change.Then(begun), new ScheduledTask(occurrence, told, attempt, token));
    }

    // What falls due up to an instant, while another occurrence is worked on.
    private ScheduleChange Refuse(ScheduleRecord record, DateTimeOffset until)
    {
        if (record.Running is not { } running)
            return ScheduleChange.None(record);
        var (due, count) = (new Queue<DateTimeOffset>(), 0);
        foreach (var occurrence in Occurrences.Between(record.Cron, record.Through, until))
        {
            due.Enqueue(occurrence);
            if (++count > MostRefusals)
                due.Dequeue();
        }
        if (count == 0)
            return ScheduleChange.None(record);
        var refused = due.Select((occurrence, i) => new OccurrenceView(
            task, occurrence, OccurrenceState.Refused, null, occurrence, 0, i == 0 ? count - due.Count : 0,
            $"{Describe(running)}.", null)).ToList();
        return new ScheduleChange(record with { Through = refused[^1].Occurrence }, refused);
    }

    private ScheduleChange GiveUp(ScheduleChange change, ScheduleRecord record, RunningTask died, string why)
    {
        var summary = $"{died.Owner} was last heard of at {Text(died.Kept)}, in attempt {died.Attempt}; {why}.";
        return change.Then(
            record with { Waiting = null, Last = new EndedTask(died.Occurrence, OccurrenceState.Failed, died.Kept, summary) },
            new OccurrenceView(
                task, died.Occurrence, OccurrenceState.Failed, died.Since, died.Kept, died.Attempt, died.Missed, summary, null));
    }

    private static JsonElement? Report(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InputRefusedException($"The report of a task is no JSON: {exception.Message}");
        }
    }

    private static string Describe(RunningTask running) =>
        $"{running.Owner} has worked on the occurrence of {Text(running.Occurrence)} since {Text(running.Since)}";

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
