using Huracan.Cluster.Schedules;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;

namespace Huracan.Tests.Cluster.Schedules;

public class ScheduleRulesTests
{
    private const string Hourly = "0 * * * *";
    private static readonly DateTimeOffset Start = At("00:30");
    private static readonly TaskOutcome Done = new(true, "500 coins", """{"coins":500}""");
    private readonly ScheduleRules rules = new("download");
    private readonly List<OccurrenceView> history = [];
    private ScheduleRecord record = new();

    [Theory]
    [InlineData("0 2 * * *", "02:00:00")]
    [InlineData("*/15 * * * * *", "00:30:15")]
    [InlineData("  0 *  * * * ", "01:00:00")]
    [InlineData("@hourly", "01:00:00")]
    public void A_new_schedule_begins_with_its_next_occurrence(string cron, string next)
    {
        Schedule(cron, Start);

        var status = rules.Status(record, Start);
        Assert.Equal((cron.Trim(), At(next), null), (status.Cron, status.Next, status.Due));
        Assert.Null(Take("a", Start));
        Assert.Null(Take("a", At(next).AddTicks(-1)));
        Assert.Equal(new ScheduledTask(At(next), 0, 1, 1), Take("a", At(next)));
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("0 25 * * *")]
    [InlineData("0 0 0 0 0 0 0")]
    [InlineData("")]
    [InlineData("0 0 30 2 *")] // no February has it
    public void A_bad_expression_is_refused_by_name(string cron)
    {
        var refused = Assert.Throws<InputRefusedException>(() => rules.Schedule(record, cron, Start));

        Assert.Contains($"'{cron}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_expression_again_changes_nothing()
    {
        Schedule(Hourly, Start);
        var before = record;

        Schedule($" {Hourly}", At("05:30"));

        Assert.Same(before, record);
        Assert.Equal(new ScheduledTask(At("05:00"), 4, 1, 1), Take("a", At("05:30")));
    }

    [Fact]
    public void What_was_missed_is_caught_up_once_and_counted()
    {
        Schedule(Hourly, Start);

        Assert.Equal(new ScheduledTask(At("06:00"), 5, 1, 1), Take("a", At("06:59")));
        End(1, Done, At("06:59:30"));
        Assert.Null(Take("a", At("06:59:59")));
        Assert.Equal(new ScheduledTask(At("07:00"), 0, 1, 2), Take("a", At("07:00")));

        var ended = Assert.Single(history);
        Assert.Equal(
            ("download", At("06:00"), OccurrenceState.Done, At("06:59"), At("06:59:30"), 1, 5, "500 coins"),
            (ended.Task, ended.Occurrence, ended.State, ended.Started, ended.Ended, ended.Attempt, ended.Missed, ended.Summary));
        Assert.Equal(500, ended.Report!.Value.GetProperty("coins").GetInt32());
        Assert.Equal(new EndedTask(At("06:00"), OccurrenceState.Done, At("06:59:30"), "500 coins"), record.Last);
        Assert.Equal(At("07:00"), record.LastTaken);
    }

    [Fact]
    public void An_occurrence_that_falls_due_while_another_is_worked_on_is_refused_and_never_carried_out()
    {
        Schedule(Hourly, Start);
        Take("api-1", At("01:00:05"));
        for (var at = At("01:00:10"); at < At("02:30"); at += TimeSpan.FromSeconds(50))
        {
            Assert.True(Keep(1, at));
            Assert.Null(Take("api-2", at));
        }

        var refused = Assert.Single(history);
        Assert.Equal(
            (At("02:00"), OccurrenceState.Refused, null, 0), (refused.Occurrence, refused.State, refused.Started, refused.Attempt));
        Assert.Equal(
            "api-1 has worked on the occurrence of 2026-01-01 01:00:00 UTC since 2026-01-01 01:00:05 UTC.", refused.Summary);
        End(1, new TaskOutcome(false, "disk full"), At("02:30"));
        Assert.Equal((OccurrenceState.Failed, "disk full"), (history[^1].State, history[^1].Summary));
        Assert.Null(Take("api-2", At("02:59"))); // what failed is not tried again
        Assert.Equal(At("03:00"), Take("api-2", At("03:00"))!.Occurrence);
        End(2, Done, At("04:00")); // late, and nobody has found it dead
        Assert.Equal(At("04:00"), history[^2].Occurrence);
        Assert.Equal((OccurrenceState.Refused, OccurrenceState.Done), (history[^2].State, history[^1].State));
        Assert.Null(Take("api-2", At("04:00")));
    }

    [Fact]
    public void More_than_a_hundred_refused_at_once_are_counted_with_the_earliest_that_is_written()
    {
        Schedule("* * * * * *", Start);
        Take("a", Start.AddSeconds(1));

        Assert.True(Keep(1, Start.AddSeconds(301))); // nobody has asked meanwhile, so it is not dead

        Assert.Equal(100, history.Count);
        Assert.Equal((200, Start.AddSeconds(202)), (history[0].Missed, history[0].Occurrence));
        Assert.All(history.Skip(1), refused => Assert.Equal(0, refused.Missed));
    }

    [Fact]
    public void The_occurrence_of_an_executor_that_died_is_due_again_with_a_new_token()
    {
        Schedule(Hourly, Start);
        Take("a", At("01:00"));
        Assert.True(Keep(1, At("01:00:30")));

        Assert.Null(Take("b", At("01:01:29")));
        Assert.Equal(new ScheduledTask(At("01:00"), 0, 2, 2), Take("b", At("01:01:30")));

        Assert.False(Keep(1, At("01:01:31")));
        Assert.Throws<StaleOwnerException>(() => End(1, Done, At("01:01:31")));
        Assert.Empty(history);
        End(2, Done, At("01:02"));
        Assert.Equal((OccurrenceState.Done, 2), (history[^1].State, history[^1].Attempt));
    }

    [Fact]
    public void After_three_attempts_an_occurrence_is_given_up()
    {
        Schedule(Hourly, Start);
        Assert.Equal(1, Take("a", At("01:00"))!.Attempt);
        Assert.Equal(2, Take("b", At("01:05"))!.Attempt);
        Assert.Equal(3, Take("c", At("01:10"))!.Attempt);

        Assert.Null(Take("d", At("01:15")));

        var ended = Assert.Single(history);
        Assert.Equal((OccurrenceState.Failed, 3, At("01:10")), (ended.State, ended.Attempt, ended.Ended));
        Assert.Equal("c was last heard of at 2026-01-01 01:10:00 UTC, in attempt 3; given up after 3 attempts.", ended.Summary);
        Assert.Throws<StaleOwnerException>(() => End(3, Done, At("01:16")));
        Assert.Equal(At("02:00"), Take("d", At("02:00"))!.Occurrence);
    }

    [Fact]
    public void An_occurrence_that_is_to_be_tried_again_gives_way_to_a_later_one()
    {
        Schedule(Hourly, Start);
        Take("a", At("01:00"));

        Assert.Equal(new ScheduledTask(At("05:00"), 3, 1, 2), Take("a", At("05:30")));

        var ended = Assert.Single(history);
        Assert.Equal((At("01:00"), OccurrenceState.Failed, 1), (ended.Occurrence, ended.State, ended.Attempt));
        Assert.Contains("a later occurrence was due", ended.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_may_be_told_twice_and_a_report_must_be_json()
    {
        Schedule(Hourly, Start);
        Take("a", At("01:00"));
        Assert.Throws<InputRefusedException>(() => End(1, Done with { Report = "500 coins" }, At("01:01")));

        End(1, Done, At("01:01"));
        End(1, Done, At("01:02"));

        Assert.Single(history);
        Assert.False(Keep(1, At("01:02")));
        Assert.Throws<StaleOwnerException>(() => End(0, Done, At("01:02")));
    }

    [Fact]
    public void A_task_started_by_hand_is_due_now_and_is_refused_while_it_is_worked_on()
    {
        Apply(rules.Start(record, Start)); // it needs no schedule
        Apply(rules.Start(record, Start.AddSeconds(1)));
        Assert.Equal(new ScheduledTask(Start, 0, 1, 1), Take("api-1", Start.AddSeconds(2)));

        var refused = Assert.Throws<ConflictException>(() => rules.Start(record, Start.AddSeconds(3)));

        Assert.Equal(
            "download cannot be started: api-1 has worked on the occurrence of 2026-01-01 00:30:00 UTC since 2026-01-01 00:30:02 UTC.",
            refused.Message);
        End(1, Done, Start.AddSeconds(4));
        Assert.Null(Take("api-1", Start.AddSeconds(5)));
    }

    [Fact]
    public void What_is_due_already_is_not_started_again_by_hand_and_a_later_occurrence_stands_for_both()
    {
        Schedule(Hourly, Start);
        Apply(rules.Start(record, At("01:10")));
        Assert.Equal(At("01:00"), Take("a", At("01:10"))!.Occurrence);
        End(1, Done, At("01:20"));

        Apply(rules.Start(record, At("01:50")));

        Assert.Equal(new ScheduledTask(At("02:00"), 1, 1, 2), Take("a", At("02:01")));
    }

    [Fact]
    public void A_change_of_the_schedule_passes_over_what_was_due_and_stops_nothing_that_has_begun()
    {
        Schedule(Hourly, Start);
        Schedule("0 12 * * *", At("03:30"));
        Assert.Null(Take("a", At("11:59")));
        Assert.Equal(new ScheduledTask(At("12:00"), 3, 1, 1), Take("a", At("12:00")));

        Schedule(null, At("12:00:30"));

        Assert.Null(rules.Status(record, At("12:00:30")).Next);
        Assert.Equal(new ScheduledTask(At("12:00"), 3, 2, 2), Take("b", At("12:02")));
        End(2, Done, At("12:02:30"));
        Assert.Null(Take("a", At("12:00").AddDays(2)));
    }

    private static DateTimeOffset At(string time) => new(new DateOnly(2026, 1, 1).ToDateTime(
        TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.Zero);

    private void Schedule(string? cron, DateTimeOffset now) => Apply(rules.Schedule(record, cron, now));

    private ScheduledTask? Take(string owner, DateTimeOffset now)
    {
        var (change, taken) = rules.Take(record, owner, now);
        Apply(change);
        return taken;
    }

    private bool Keep(long token, DateTimeOffset now)
    {
        if (rules.Keep(record, token, now) is not { } change)
            return false;
        Apply(change);
        return true;
    }

    private void End(long token, TaskOutcome outcome, DateTimeOffset now) => Apply(rules.End(record, token, outcome, now));

    private void Apply(ScheduleChange change)
    {
        record = change.Record;
        history.AddRange(change.Ended);
    }
}
