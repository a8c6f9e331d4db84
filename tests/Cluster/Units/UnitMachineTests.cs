using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;

namespace Huracan.Tests.Cluster.Units;

public class UnitMachineTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UnitTiming Timing = new();
    private static readonly UnitProgress Tuning = new(UnitState.Tuning, 0, null);
    private readonly UnitMachine machine = new(Timing);
    private readonly UnitRecord queued = new(new UnitKey("run", new UnitId("BTCUSDT", Timeframe.H1)));

    [Fact]
    public void A_claim_takes_the_next_token()
    {
        var claimed = Claim(queued, "a");
        Assert.Equal(
            (UnitState.Preflight, "a", "a@1#1", 1L, "cpu"),
            (claimed.State, claimed.Owner, claimed.OwnerAddress, claimed.Token, claimed.Device));
        Assert.Throws<UnitRefusedException>(() => Claim(claimed, "b"));
    }

    [Fact]
    public void A_unit_whose_owner_died_is_claimed_again_and_the_old_claim_is_refused()
    {
        var first = Claim(queued, "a");
        var left = machine.Abandon(first, 1, Start);
        Assert.Equal((UnitState.Queued, null, null, 1), (left.State, left.Owner, left.OwnerAddress, left.Faults));
        var second = Claim(left, "b");
        Assert.Equal((2L, "b", 1), (second.Token, second.Owner, second.Faults));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Advance(second, first.Token, Tuning, Start));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Publish(second, first.Token));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Finish(second, first.Token, Result(UnitStatus.Done), Start));
        Assert.Throws<StaleOwnerException>(() => machine.Fail(second, first.Token, "late", true, Start));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Release(second, first.Token, Start));
        Assert.Same(second, machine.Abandon(second, first.Token, Start)); // found dead twice
    }

    [Theory]
    [InlineData(UnitStatus.Done, UnitState.Scored)]
    [InlineData(UnitStatus.Skipped, UnitState.Skipped)]
    [InlineData(UnitStatus.Failed, UnitState.Failed)]
    public void A_result_ends_the_unit(UnitStatus status, UnitState state)
    {
        var ended = UnitMachine.Finish(Claim(queued, "a"), 1, Result(status), Start);
        Assert.Equal((state, null), (ended.State, ended.Owner));
        Assert.True(ended.HasEnded);
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Finish(ended, 1, Result(status), Start));
    }

    [Fact]
    public void A_unit_whose_run_ends_before_the_test_part_is_trained_and_not_scored()
    {
        var ended = UnitMachine.Finish(Claim(queued, "a"), 1, Result(UnitStatus.Done) with { IsUnscored = true }, Start);

        Assert.Equal((UnitState.Trained, 1.0), (ended.State, ended.Progress));
        Assert.True(ended.HasEnded);
        Assert.Throws<UnitRefusedException>(() => UnitMachine.Retry(ended, Start));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Amend(ended, 1)); // there is no report of it
    }

    [Fact]
    public void Files_are_replaced_of_a_scored_unit_alone_and_in_the_name_of_its_claim()
    {
        var claimed = Claim(queued, "a");
        var scored = UnitMachine.Finish(claimed, 1, Result(UnitStatus.Done), Start);

        Assert.Same(scored, UnitMachine.Amend(scored, 1));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Amend(scored, 2));
        Assert.Throws<StaleOwnerException>(() => UnitMachine.Amend(claimed, 1));
        Assert.Throws<StaleOwnerException>(() =>
            UnitMachine.Amend(UnitMachine.Finish(claimed, 1, Result(UnitStatus.Skipped), Start), 1));
    }

    [Fact]
    public void A_transient_failure_is_retried_with_doubling_delays_until_the_limit()
    {
        var unit = queued;
        var now = Start;
        for (var attempt = 1; attempt < Timing.MostFaults; attempt++)
        {
            unit = machine.Fail(UnitMachine.Claim(unit, Owner("a"), "cpu", now), attempt, "disk full", transient: true, now);
            Assert.Equal(
                (UnitState.Queued, attempt, now + Timing.FirstBackOff * Math.Pow(2, attempt - 1)),
                (unit.State, unit.Faults, unit.NotBefore));
            Assert.False(UnitMachine.CanClaim(unit, unit.NotBefore - TimeSpan.FromTicks(1)));
            now = unit.NotBefore;
        }
        unit = machine.Fail(UnitMachine.Claim(unit, Owner("a"), "cpu", now), Timing.MostFaults, "disk full", transient: true, now);
        Assert.Equal((UnitState.Failed, "disk full"), (unit.State, unit.Reason));
    }

    [Fact]
    public void The_longest_wait_is_a_limit() => Assert.Equal(Timing.LongestBackOff, Timing.BackOff(60));

    [Fact]
    public void A_lasting_failure_is_not_retried() =>
        Assert.Equal(UnitState.Failed, machine.Fail(Claim(queued, "a"), 1, "bug", transient: false, Start).State);

    [Fact]
    public void A_unit_that_kills_its_silos_fails()
    {
        var unit = queued;
        for (var i = 0; i < Timing.MostFaults; i++)
            unit = machine.Abandon(Claim(unit, $"silo {i}"), i + 1, Start);
        Assert.Equal(UnitState.Failed, unit.State);
        Assert.Contains($"silo {Timing.MostFaults - 1}", unit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paused_unit_is_released_by_its_owner_and_claimed_again_after_resume()
    {
        var paused = UnitMachine.Pause(Claim(queued, "a"));
        Assert.Equal(DesiredState.Pause, UnitMachine.Advance(paused, 1, Tuning, Start).DesiredState);
        var laidDown = UnitMachine.Release(paused, 1, Start);
        Assert.Equal((UnitState.Queued, null), (laidDown.State, laidDown.Owner));
        Assert.False(UnitMachine.CanClaim(laidDown, Start));
        Assert.Equal(2, Claim(UnitMachine.Resume(laidDown), "b").Token);
    }

    [Fact]
    public void A_unit_without_an_owner_is_cancelled_at_once_and_an_owned_one_by_its_owner()
    {
        Assert.Equal(UnitState.Cancelled, UnitMachine.Cancel(queued, Start).State);
        var cancelled = UnitMachine.Cancel(Claim(queued, "a"), Start);
        Assert.Equal((UnitState.Preflight, DesiredState.Cancel), (cancelled.State, cancelled.DesiredState));
        Assert.Equal(UnitState.Cancelled, UnitMachine.Release(cancelled, 1, Start).State);
        Assert.Equal(UnitState.Cancelled, machine.Fail(cancelled, 1, "broke meanwhile", true, Start).State);
        Assert.Equal(UnitState.Scored, UnitMachine.Finish(cancelled, 1, Result(UnitStatus.Done), Start).State);
    }

    [Fact]
    public void A_pause_or_cancel_is_carried_out_when_the_owner_died_before_it_read_it()
    {
        var claimed = Claim(queued, "a");
        Assert.Equal(UnitState.Cancelled, machine.Abandon(UnitMachine.Cancel(claimed, Start), 1, Start).State);
        var paused = machine.Abandon(UnitMachine.Pause(claimed), 1, Start);
        Assert.Equal((UnitState.Queued, null, DesiredState.Pause, 1), (paused.State, paused.Owner, paused.DesiredState, paused.Faults));
    }

    [Fact]
    public void Only_failed_skipped_and_cancelled_units_can_be_retried()
    {
        var failed = machine.Fail(Claim(queued, "a"), 1, "bug", transient: false, Start);
        var again = UnitMachine.Retry(failed, Start);
        Assert.Equal((UnitState.Queued, 0, "", 1L), (again.State, again.Faults, again.Reason, again.Token));
        Assert.Throws<UnitRefusedException>(() => UnitMachine.Retry(queued, Start));
        Assert.Throws<UnitRefusedException>(() =>
            UnitMachine.Retry(UnitMachine.Finish(Claim(queued, "a"), 1, Result(UnitStatus.Done), Start), Start));
    }

    [Fact]
    public void A_unit_stays_on_the_kind_of_device_that_started_it()
    {
        var laidDown = UnitMachine.Release(UnitMachine.Claim(queued, Owner("a"), "cuda", Start), 1, Start);
        Assert.Throws<UnitRefusedException>(() => Claim(laidDown, "b"));
        Assert.Equal("cuda", UnitMachine.Claim(laidDown, Owner("c"), "cuda", Start).Device);
    }

    [Fact]
    public void Progress_moves_through_the_states_of_work_only()
    {
        var activity = new UnitActivity("BTCUSDT/1h/mlp/h4", "final") { Epoch = new EpochProgress("final", 3, 0.5, null, 5000) };
        var training = UnitMachine.Advance(
            Claim(queued, "a"), 1, new UnitProgress(UnitState.Finalizing, 0.5, activity), Start.AddSeconds(1));
        Assert.Equal(
            (UnitState.Finalizing, 0.5, activity, Start.AddSeconds(1)),
            (training.State, training.Progress, training.Activity, training.Since));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            UnitMachine.Advance(training, 1, new UnitProgress(UnitState.Scored, 1, null), Start));
    }

    private static UnitResult Result(UnitStatus status) => new("BTCUSDT", Timeframe.H1, status, "so it was", "");

    private static UnitOwner Owner(string silo) => new(silo, $"{silo}@1#1");

    private static UnitRecord Claim(UnitRecord record, string silo) => UnitMachine.Claim(record, Owner(silo), "cpu", Start);
}
