using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Champions;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Tests.Champions;
using Huracan.Tests.Storage.Bundles;

namespace Huracan.Tests.Storage.Champions;

public sealed class FactoryContestTests(ContestedRun run) : IClassFixture<ContestedRun>, IDisposable
{
    private const string Place = "SIM001USDT/1h/h4";

    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();
    private readonly FactoryOptions options = new()
    {
        Promotion = new PromotionOptions { Draws = 99, LeastTrades = 0, CashDrawdown = 1 },
        RiskPreset = RiskPreset.Aggressive,
    };

    private BundleTrust trust = BundleTrust.Anyone;
    private BundleSigner? signer;
    private DateTimeOffset now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private ChampionStore Store => new(folder["champions"], trust);

    private ChampionStore Waiting => ChampionContest.ChallengersOf(Store);

    private UnitResult Active => run.Result with { Action = GateAction.Active };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_model_without_enough_evidence_waits()
    {
        var outcome = Assert.Single(Contend(Active));

        Assert.Equal(("waiting", 4, null), (outcome.Outcome, outcome.Horizon, outcome.Champion));
        Assert.Equal(outcome.Promotion!.Reason, outcome.Reason);
        Assert.Equal(GenuineRun.Id, WaitingVersion());
    }

    [Fact]
    public void Each_challenger_of_a_champion_is_asked_for_more_than_those_before_and_as_much_at_every_look()
    {
        Store.Write(Contenders.NoneOf(Key, null).With("v1").With("v2").With("v1"));
        Store.Write(Contenders.NoneOf(Key with { Horizon = 1 }, "v9").With("v0"));

        var first = Assert.Single(Contend(Active)).Promotion!;
        var again = Contend(Active)[0].Promotion!;

        Assert.Equal((2, 2), (first.Earlier, again.Earlier));
        Assert.Equal((6 / first.Alpha, 6 / first.Alpha), (first.Threshold, again.Threshold));
        Assert.Equal(["v1", "v2", GenuineRun.Id], Store.Contenders().Of(Key, null).Challengers);
        Assert.Equal(["v0"], Store.Contenders().Of(Key with { Horizon = 1 }, "v9").Challengers);
        Assert.Empty(Store.Contenders().Of(Key, "v3").Challengers); // another champion meets its first
        folder.Write("champions/contenders.json", """{"format": 2, "units": []}""");
        Assert.Equal("refused", Contend(Active)[0].Outcome);
    }

    [Fact]
    public void Where_nothing_was_to_be_trained_the_challengers_that_wait_are_looked_at()
    {
        var compared = run.Result with { Status = UnitStatus.Skipped, IsOnlyCompared = true, Action = null };
        Assert.Empty(Contend(compared));
        Waiting.Promote(run.Strong(), signer);

        var outcome = Assert.Single(Contend(compared));

        Assert.Equal(("promoted", ContestedRun.Early, null), (outcome.Outcome, outcome.Champion, outcome.Action));
        Assert.Empty(Contend(compared));
    }

    [Fact]
    public void A_new_model_that_draws_down_too_far_is_kept_out()
    {
        options.Promotion = options.Promotion with { CashDrawdown = 1e-9 };

        var outcome = Assert.Single(Contend(Active));

        Assert.Equal("kept", outcome.Outcome);
        Assert.Contains("drawdown", outcome.Reason, StringComparison.Ordinal);
        Assert.Null(WaitingVersion());
    }

    [Fact]
    public void A_unit_without_a_model_or_an_active_one_does_not_contend()
    {
        var idle = Assert.Single(Contend(run.Result with { Action = GateAction.NoTrade, Reason = "too few trades" }));
        var skipped = Assert.Single(Contend(run.Result with { Status = UnitStatus.Skipped, Reason = "too short" }));
        var failed = Assert.Single(Contend(run.Result with { Status = UnitStatus.Failed, Reason = "it broke" }));

        Assert.Equal(
            [("not_active", "too few trades"), ("skipped", "too short"), ("failed", "it broke")],
            new[] { idle, skipped, failed }.Select(unit => (unit.Outcome, unit.Reason)));
        Assert.False(Directory.Exists(folder["champions"]));
    }

    [Fact]
    public void A_challenger_that_waited_is_promoted_and_the_new_model_is_told_that_it_did_not_contend()
    {
        Waiting.Promote(run.Strong(), signer);

        var outcomes = Contend(Active);

        Assert.Equal(
            [("promoted", ContestedRun.Early), ("not_contended", ContestedRun.Early)],
            outcomes.Select(unit => (unit.Outcome, unit.Champion)));
        Assert.Equal($"version {ContestedRun.Early} contended for this place in this run", outcomes[1].Reason);
        Assert.Null(WaitingVersion());
        Assert.Null(Store.Open(Key).Manifest.Lineage.Previous);
    }

    [Fact]
    public void A_promotion_replaces_what_a_killed_one_left_of_its_version()
    {
        Waiting.Promote(run.Strong(), signer);
        var left = run.Strong();
        Store.Add(left with { Manifest = left.Manifest with { Expires = now, TrialsTried = 99 } }, signer);

        Assert.Equal("promoted", Contend(Active)[0].Outcome);

        var manifest = Store.Open(Key).Manifest;
        Assert.Equal((ContestedRun.Early, "PROMOTE"), (manifest.Version, manifest.Promotion?.Verdict));
        Assert.NotEqual(99, manifest.TrialsTried);
        Assert.Equal([ContestedRun.Early], Store.Versions(Key));
    }

    [Fact]
    public void A_challenger_that_was_champion_before_a_rollback_waits_no_more()
    {
        Store.Promote(run.Same("v1"), signer);
        Store.Promote(run.Other(), signer);
        Waiting.Promote(run.Other(), signer); // its promotion was killed before it left those that wait
        Store.Rollback(Key);

        Assert.Equal(["unchanged"], Contend(Active).Select(unit => unit.Outcome));
    }

    [Fact]
    public void A_damaged_champion_is_compared_as_cash_and_replaced_by_who_proves_better()
    {
        Store.Promote(run.Same("v1"), signer);
        Waiting.Promote(run.Strong(), signer);
        File.AppendAllText(folder[$"champions/{Place}/v1/scaler.json"], " ");

        var outcome = Contend(Active)[0];

        Assert.Equal(("promoted", ContestedRun.Early), (outcome.Outcome, outcome.Champion));
        Assert.Contains(
            $"compared with cash, because champion v1 cannot be loaded: {Place}/v1/scaler.json: it must have", outcome.Reason,
            StringComparison.Ordinal);
        Assert.True(double.IsNaN(outcome.Promotion!.ChampionSharpe));
        var manifest = Store.Open(Key).Manifest;
        Assert.Equal(("v1", null, outcome.Reason), (
            manifest.Lineage.Previous, manifest.Promotion!.ChampionBefore, manifest.Promotion.Reason));
    }

    [Fact]
    public void A_champion_signed_by_a_key_that_is_no_longer_trusted_blocks_nobody()
    {
        Store.Promote(run.Same("v1"), Bundles.Champions.Signer(1));
        (trust, signer) = (Bundles.Champions.Trust(2), Bundles.Champions.Signer(2));

        var outcome = Assert.Single(Contend(Active));

        Assert.Equal(("waiting", "v1"), (outcome.Outcome, outcome.Champion));
        Assert.Contains($"champion v1 cannot be loaded: {Place}/v1/signature.json: ", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(GenuineRun.Id, WaitingVersion());
    }

    [Fact]
    public void A_champion_that_cannot_be_read_just_now_is_not_taken_for_cash()
    {
        Store.Promote(run.Other("v1"), signer);
        using var held = Hold($"champions/{Place}/v1/scaler.json");

        var outcome = Assert.Single(Contend(Active));

        Assert.Equal(("refused", "v1", null), (outcome.Outcome, outcome.Champion, outcome.Promotion));
        Assert.Contains("cannot be read", outcome.Reason, StringComparison.Ordinal);
        Assert.Null(WaitingVersion());
    }

    [Fact]
    public void A_damaged_challenger_is_dismissed_and_the_new_model_contends_at_once()
    {
        Waiting.Promote(run.Other(), signer);
        File.AppendAllText(folder[$"champions/challengers/{Place}/{ContestedRun.Early}/scaler.json"], " ");

        Dismissed(
            $"challenger {ContestedRun.Early} makes room: it cannot be loaded: {Place}/{ContestedRun.Early}/scaler.json: it must have");
    }

    [Fact]
    public void A_challenger_signed_by_a_key_that_is_no_longer_trusted_is_dismissed()
    {
        Waiting.Promote(run.Other(), Bundles.Champions.Signer(1));
        (trust, signer) = (Bundles.Champions.Trust(2), Bundles.Champions.Signer(2));

        Dismissed("signature.json: ");
    }

    [Fact]
    public void A_challenger_of_a_family_that_is_no_more_is_dismissed()
    {
        var source = run.Other().With(meta => meta with { Family = "forest" });
        Waiting.Promote(source with { Manifest = source.Manifest with { Family = "forest" } }, signer);

        Dismissed("There is no model family 'forest'");
    }

    [Fact]
    public void A_challenger_whose_first_bar_or_those_before_it_are_no_longer_among_the_candles_is_dismissed()
    {
        Waiting.Promote(run.Other().From(run.Same().Manifest.Parts.Shadow.To.AddDays(-108)), signer);

        Dismissed("the candles of the run no longer reach back");
    }

    [Fact]
    public void A_challenger_that_judges_the_sides_of_another_rule_is_dismissed()
    {
        Waiting.Promote(
            run.Other().With(meta => meta with
            {
                Sides = new JudgedSides(meta.FeatureNames[0], "momentum:period=24", new(0.1, -0.1), new(-0.1, 0.1)),
            }),
            signer);

        Dismissed("it judges the sides of momentum:period=24, and the run has no primary rule");
    }

    [Fact]
    public void A_run_that_was_cut_short_by_its_settings_takes_no_place()
    {
        Waiting.Promote(run.Other().From(run.Same().Manifest.Parts.Shadow.To.AddDays(-108)), signer);

        var outcomes = new FactoryContest(Store, signer, options, new FixedTime(now)).Contend(
            run.Cut(folder["cut"]), GenuineRun.Id, Active);

        Assert.Equal(["refused", "not_contended"], outcomes.Select(unit => unit.Outcome));
        Assert.Contains("no longer reach back", outcomes[0].Reason, StringComparison.Ordinal);
        Assert.Equal(ContestedRun.Early, WaitingVersion());
    }

    [Fact]
    public void A_challenger_that_has_waited_too_long_is_dismissed_with_that_reason()
    {
        Waiting.Promote(run.Other(), signer);
        now = now.AddDays(400);

        Dismissed($"challenger {ContestedRun.Early} makes room: it has waited for more than 365 days");
    }

    [Fact]
    public void A_dry_run_dismisses_nobody_and_says_what_would_be()
    {
        Waiting.Promote(run.Other(), signer);
        now = now.AddDays(400);
        options.DryRun = true;

        Assert.Equal(["dismissed", "waiting"], Contend(Active).Select(unit => unit.Outcome));
        Assert.Equal(ContestedRun.Early, WaitingVersion());
    }

    [Fact]
    public void A_challenger_keeps_its_place_where_the_cause_may_pass()
    {
        var shadow = run.Same().Manifest.Parts.Shadow;
        Waiting.Promote(run.Other().From(shadow.To.AddDays(1)), signer);
        Keeps("have no such bar"); // candles that this run has not

        Waiting.Promote(run.Other("20251216T060000Z-0123abcd"), signer);
        using (Hold($"champions/challengers/{Place}/20251216T060000Z-0123abcd/scaler.json"))
            Keeps("cannot be read");

        File.AppendAllText(folder[$"champions/challengers/{Place}/20251216T060000Z-0123abcd/scaler.json"], " ");
        using (Hold("champions/challengers/.lock"))
            Keeps("is being written by another process");
        Assert.Equal(["dismissed", "waiting"], Contend(Active).Select(unit => unit.Outcome));
    }

    [Fact]
    public void A_promotion_that_another_writer_prevents_is_made_up_for_by_the_next_run()
    {
        Store.Promote(run.Same("v1"), signer);
        File.AppendAllText(folder[$"champions/{Place}/v1/scaler.json"], " "); // compared as cash
        Waiting.Promote(run.Strong(), signer);

        using (Hold("champions/.lock"))
            Assert.Equal(["refused", "not_contended"], Contend(Active).Select(unit => unit.Outcome));

        Assert.Equal("promoted", Contend(Active)[0].Outcome);
    }

    [Fact]
    public void A_model_with_the_champions_own_weights_does_not_contend()
    {
        Store.Promote(run.Same("v1"), signer);

        var outcome = Assert.Single(Contend(Active));

        Assert.Equal(
            ("unchanged", "its model is the very model of version v1", "v1"), (outcome.Outcome, outcome.Reason, outcome.Champion));
        Assert.Null(WaitingVersion());
    }

    [Fact]
    public void Beside_a_challenger_that_waits_its_own_model_is_unchanged_and_another_one_does_not_contend()
    {
        Waiting.Promote(run.Same(ContestedRun.Early), signer);
        var twin = Contend(Active);
        Waiting.Promote(run.Other("20251217T060000Z-0123abcd"), signer);
        var other = Contend(Active);
        var idle = Contend(run.Result with { Action = GateAction.NoTrade });

        Assert.Equal(["waiting", "unchanged"], twin.Select(unit => unit.Outcome));
        Assert.Contains(ContestedRun.Early, twin[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["waiting", "not_contended"], other.Select(unit => unit.Outcome));
        Assert.Equal("version 20251217T060000Z-0123abcd waits for this place since 2025-12-17 06:00Z", other[1].Reason);
        Assert.Equal(["waiting"], idle.Select(unit => unit.Outcome));
        Assert.Equal("20251217T060000Z-0123abcd", WaitingVersion());
    }

    private IReadOnlyList<FactoryUnit> Contend(UnitResult unit) =>
        new FactoryContest(Store, signer, options, new FixedTime(now)).Contend(run.Folder, GenuineRun.Id, unit);

    private string? WaitingVersion() => Waiting.Latest().Find(Key)?.Version;

    private void Dismissed(string reason)
    {
        var outcomes = Contend(Active);

        Assert.Equal([("dismissed", 4), ("waiting", 4)], outcomes.Select(unit => (unit.Outcome, unit.Horizon!.Value)));
        Assert.Contains(reason, outcomes[0].Reason, StringComparison.Ordinal);
        Assert.Null(outcomes[0].Promotion);
        Assert.Equal(GenuineRun.Id, WaitingVersion());
    }

    private void Keeps(string reason)
    {
        var version = WaitingVersion();
        var outcomes = Contend(Active);

        Assert.Equal(["refused", "not_contended"], outcomes.Select(unit => unit.Outcome));
        Assert.Contains(reason, outcomes[0].Reason, StringComparison.Ordinal);
        Assert.Equal(version, WaitingVersion());
    }

    private FileStream Hold(string path) =>
        new(folder[path], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
