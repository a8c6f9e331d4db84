using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Confidence;
using Huracan.Hamilton.Champions;

namespace Huracan.Tests.Hamilton;

public class DriftMemoryTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_judgement_replaces_what_was_found_by_its_own_rules_and_leaves_the_others()
    {
        var memory = new DriftMemory();
        memory.Keep(Report(0, Finding(DriftFinding.Drift, DriftLevel.Warn), Finding(DriftFinding.ScoreDecay, DriftLevel.Alarm)), 5_000);

        memory.Keep(Report(1, Finding(DriftFinding.Drift, DriftLevel.Ok)), 300);

        Assert.Equal(DriftFinding.ScoreDecay, memory.Worst()!.Rule);
        Assert.Equal((null, At), (memory.Since(DriftFinding.Drift), memory.Since(DriftFinding.ScoreDecay)));
        memory.Keep(Report(2), 10); // too few candles for any
        Assert.Equal(DriftLevel.Alarm, memory.Worst()!.Level);
        memory.Keep(Report(3, Finding(DriftFinding.ScoreDecay, DriftLevel.Ok)), 5_000);
        Assert.Null(memory.Worst());
    }

    [Fact]
    public void A_bar_is_judged_again_with_more_candles_only()
    {
        var memory = new DriftMemory();
        memory.Keep(Report(1), 300);

        Assert.True(memory.Has(At.AddHours(1), 300));
        Assert.False(memory.Has(At.AddHours(1), 301));
        Assert.True(memory.Has(At, 5_000));
        Assert.False(memory.Has(At.AddHours(2), 300));
        memory.Keep(Report(0, Finding(DriftFinding.Drift, DriftLevel.Alarm)), 5_000); // of an earlier bar
        Assert.Null(memory.Worst());
    }

    [Fact]
    public void What_is_taken_over_leaves_the_interval_that_was_learnt_here_and_is_judged_here_all_the_same()
    {
        var memory = new DriftMemory();
        var interval = ServedInterval.Of(new ConformalState(0.9, 0.1, 0.01, [1, 2, 3]));
        memory.TakeOver(Report(1, Finding(DriftFinding.Drift, DriftLevel.Alarm)));
        Assert.False(memory.Has(At.AddHours(1), 300));

        memory.Keep(Report(1, Finding(DriftFinding.Drift, DriftLevel.Ok)), 300, interval); // of fewer candles than the factory had
        memory.TakeOver(Report(1, Finding(DriftFinding.Drift, DriftLevel.Alarm)));

        Assert.Equal(interval, memory.IntervalAt(At.AddHours(1)));
        Assert.Equal(DriftLevel.Alarm, memory.Worst()!.Level);
        memory.Keep(Report(1), 200); // a call with fewer candles that ends later
        Assert.Equal(interval, memory.IntervalAt(At.AddHours(1)));
    }

    private static DriftReport Report(int hours, params DriftFinding[] findings) => new("v1", At.AddHours(hours), findings, null);

    private static DriftFinding Finding(string rule, DriftLevel level) => new(rule, level, 2, 1, "");
}
