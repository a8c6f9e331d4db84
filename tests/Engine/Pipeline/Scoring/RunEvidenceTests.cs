using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Pipeline.Scoring;

public sealed class RunEvidenceTests
{
    private const int Bars = 4380; // two years of 4h
    private const double Year = 2190;
    private const string Run = "20260101T000000Z-00000000";
    private static readonly DateTimeOffset Look = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero); // of the run at its test parts
    private static readonly RunOptions Options = new();

    [Fact]
    public void Strong_evidence_is_active_and_says_what_it_rests_on()
    {
        var unit = Judge(Scored("AAAUSDT", z: 4)).Single();

        Assert.Equal(GateAction.Active, unit.Action);
        Assert.Equal((4, 0, 1), (unit.Verdict!.Tried, unit.Verdict.EarlierModels, unit.Verdict.Judged));
        Assert.Equal(unit.Verdict.PValue, unit.Verdict.AdjustedPValue);
        Assert.Equal(unit.Verdict.DeflatedSharpe, unit.DeflatedSharpe);
    }

    [Fact]
    public void The_deflated_ratio_and_the_p_value_are_those_of_the_formulas()
    {
        var evidence = Scored("AAAUSDT", z: 3) with { TrialsTried = 40 };
        evidence = evidence with { Evidence = evidence.Evidence! with { TrialVariance = 2e-5, Skew = -0.5, Kurtosis = 6 } };

        var verdict = Judge(evidence).Single().Verdict!;

        var sharpe = evidence.Evidence.Sharpe;
        Assert.Equal(SharpeStatistics.DeflatedSharpe(sharpe, Bars, -0.5, 6, 2e-5, 40), verdict.DeflatedSharpe, 12);
        Assert.Equal(1 - SharpeStatistics.Psr(sharpe, Bars, -0.5, 6), verdict.PValue, 12);
    }

    [Fact]
    public void Units_judged_together_need_more_evidence_than_one()
    {
        var alone = Judge(Scored("AAAUSDT", z: 2)).Single();
        var among = Judge([Scored("AAAUSDT", z: 2), .. Enumerable.Range(0, 9).Select(i => Scored($"B{i}USDT", z: -1))]);

        Assert.Equal(GateAction.Active, alone.Action);
        Assert.Equal(GateAction.Warmup, among[0].Action);
        Assert.Contains("among 10 promising units", among[0].Reason, StringComparison.Ordinal);
        Assert.Equal(
            new GateCheck("p_value", among[0].Verdict!.AdjustedPValue!.Value, Options.Evidence.FalseDiscoveryRate), among[0].FailedCheck);
        Assert.Null(alone.FailedCheck);
    }

    [Fact]
    public void What_was_not_promising_on_validation_is_not_judged_and_costs_the_others_nothing()
    {
        var idle = Enumerable.Range(0, 9).Select(i => Scored($"B{i}USDT", z: 4, isPromising: false));

        var units = Judge([Scored("AAAUSDT", z: 2), .. idle]);

        Assert.Equal(GateAction.Active, units[0].Action);
        Assert.All(units.Skip(1), unit => Assert.Equal(GateAction.Warmup, unit.Action));
        Assert.All(units.Skip(1), unit => Assert.Contains("on validation", unit.Reason, StringComparison.Ordinal));
        Assert.All(units.Skip(1), unit => Assert.StartsWith("validation_", unit.FailedCheck!.Rule, StringComparison.Ordinal));
    }

    [Fact]
    public void Earlier_models_on_the_same_bars_are_paid_for_once_a_specification()
    {
        var unit = Scored("AAAUSDT", z: 2.2);
        unit = unit with { Evidence = unit.Evidence! with { BarMarks = "0000000111111111" } };
        var window = unit.Evidence;
        OpenedTest[] earlier =
        [
            Opened("1", unit) with { Specification = "other", Candidates = 4 },
            Opened("2", unit) with { Specification = "other", Candidates = 6 }, // the same specification again
            Opened("3", unit), // this specification
            Opened("4", unit) with { Specification = "elsewhere", BarMarks = "2222222233333333" },
            Opened("5", unit) with { Specification = "before", From = window.From.AddYears(-5), To = window.From },
            Opened("5", Scored("BBBUSDT", z: 2)) with { Specification = "another coin's" },
            Opened("6", unit) with
            {
                Specification = "third",
                Market = "another path to the same bars",
                BarMarks = "1111111144444444",
                From = window.To.AddDays(-1),
                To = window.To.AddYears(1),
                Candidates = 2,
            },
        ];

        var judged = RunEvidence.Judge(Options, Run, [unit], earlier).Single();

        Assert.Equal(8, judged.Verdict!.EarlierModels);
        Assert.Equal(12, judged.Verdict.Tried);
        Assert.Equal(
            1 - SharpeStatistics.DeflatedSharpe(window.Sharpe, Bars, 0, 3, 1.0 / (Bars - 1), 9), judged.Verdict.PValue, 12);
        Assert.Equal(GateAction.Warmup, judged.Action);
        Assert.Contains("8 other models tried on the same bars", judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_pays_for_what_was_tried_until_its_latest_look_and_not_for_what_came_after()
    {
        var unit = Scored("AAAUSDT", z: 2.2);
        OpenedTest[] opened =
        [
            Opened("20260201T000000Z-00000000", unit) with { Specification = "a later run's, tried before", Candidates = 6 },
            Opened(Run, unit) with { At = Look },
            Opened("20250101T000000Z-00000000", unit) with { Specification = "an earlier run's, tried after", At = Look.AddDays(1) },
        ];

        var once = RunEvidence.Judge(Options, Run, [unit], opened).Single();
        var again = RunEvidence.Judge(
            Options, Run, [unit],
            [.. opened, Opened(Run, unit) with { Specification = "the run's own with more epochs", At = Look.AddDays(2) }]).Single();

        Assert.Equal(6, once.Verdict!.EarlierModels);
        Assert.Equal(6 + 4 + 4, again.Verdict!.EarlierModels);
    }

    [Fact]
    public void Verdicts_that_came_after_the_runs_latest_look_are_not_in_its_family()
    {
        var unit = Scored("AAAUSDT", z: 2);
        var other = Opened("1", Scored("BBBUSDT", z: -1)) with { PValue = 0.9, IsPromising = true };
        var own = Opened(Run, unit) with { At = Look };

        var before = RunEvidence.Judge(Options, Run, [unit], [other, own]).Single();
        var after = RunEvidence.Judge(Options, Run, [unit], [own, other with { At = Look.AddDays(1) }]).Single();

        Assert.Equal((2, 1), (before.Verdict!.Judged, after.Verdict!.Judged));
    }

    [Fact]
    public void An_entry_from_before_bars_had_marks_is_paid_for()
    {
        var unit = Scored("AAAUSDT", z: 2.2);
        unit = unit with { Evidence = unit.Evidence! with { BarMarks = "00000001" } };
        var earlier = Opened("1", unit) with { Specification = "other", Market = "data/candles", BarMarks = "" };

        Assert.Equal(4, RunEvidence.Judge(Options, Run, [unit], [earlier]).Single().Verdict!.EarlierModels);
    }

    [Fact]
    public void Promising_units_that_other_runs_have_judged_lately_are_judged_together_with_the_runs()
    {
        var unit = Scored("AAAUSDT", z: 2);
        var to = unit.Evidence!.To;
        var other = Opened("1", Scored("BBBUSDT", z: -1)) with { PValue = 0.9, IsPromising = true };
        OpenedTest[] earlier =
        [
            other with { Unit = new("OLDUSDT", Timeframe.H4), To = to.AddDays(-31) },
            other with { Unit = new("FARUSDT", Timeframe.H4), Market = "another market" },
            other with { Unit = new("NEWUSDT", Timeframe.H4), IsPromising = null, PValue = double.NaN }, // its run goes on
            other with { Unit = unit.Unit }, // the run judges it anew
            other with { Unit = new("WASUSDT", Timeframe.H4) },
            other with { RunId = "2", Unit = new("WASUSDT", Timeframe.H4), IsPromising = false },
            other with { Unit = new("LASTUSDT", Timeframe.H4), To = to.AddDays(-30) },
            other with { Unit = new("LASTUSDT", Timeframe.H1), To = to.AddHours(3) },
            other with { RunId = "2", PValue = 0.0001 },
        ];

        var alone = RunEvidence.Judge(new RunOptions { Evidence = new() { FamilyDays = 0 } }, Run, [unit], earlier).Single();
        var among = RunEvidence.Judge(Options, Run, [unit], earlier).Single();

        Assert.Equal((1, GateAction.Active), (alone.Verdict!.Judged, alone.Action));
        Assert.Equal((4, GateAction.Active), (among.Verdict!.Judged, among.Action)); // 2nd of 4: p of 0.023 counts twice
        Assert.Equal(2 * alone.Verdict.PValue, among.Verdict.AdjustedPValue!.Value, 12);
        var without = RunEvidence.Judge(Options, Run, [unit], earlier[..^1]).Single();
        Assert.Equal((3, GateAction.Warmup), (without.Verdict!.Judged, without.Action));
        Assert.Equal(3 * alone.Verdict.PValue, without.Verdict.AdjustedPValue!.Value, 12);
    }

    [Fact]
    public void The_luck_of_a_wide_search_is_paid_for()
    {
        var unit = Scored("AAAUSDT", z: 2.2) with { TrialsTried = 1000 };

        var judged = Judge(unit).Single();

        Assert.Equal(GateAction.Warmup, judged.Action);
        Assert.Contains("1000 tried", judged.Reason, StringComparison.Ordinal);
        Assert.Equal(
            new GateCheck("deflated_sharpe", judged.DeflatedSharpe!.Value, Options.Evidence.MinDeflatedSharpe), judged.FailedCheck);
    }

    [Fact]
    public void Units_without_a_trade_or_a_score_stay_what_they_are()
    {
        var without = Scored("AAAUSDT", z: double.NaN);
        var skipped = new UnitResult("BBBUSDT", Timeframe.H4, UnitStatus.Skipped, "too short", "");

        var units = Judge(without, skipped);

        Assert.NotEqual(GateAction.Active, units[0].Action);
        Assert.Same(skipped, units[1]);
        Assert.Equal(0, units[0].Verdict!.Judged);
    }

    [Fact]
    public void Runs_of_noise_show_an_active_unit_in_one_of_twenty_at_most()
    {
        var random = new SeededRandom(11);
        var alarms = 0;
        const int Runs = 2000;
        for (var run = 0; run < Runs; run++)
        {
            var market = random.NextGaussian();
            var units = Enumerable.Range(0, 40).Select(i =>
                Scored($"C{i:00}USDT", z: 0.6 * market + 0.8 * random.NextGaussian(), isPromising: random.NextDouble() < 0.4));
            alarms += Judge([.. units]).Any(unit => unit.Action == GateAction.Active) ? 1 : 0;
        }

        Assert.InRange(alarms, 1, (int)(0.05 * Runs + 3 * Math.Sqrt(0.05 * 0.95 * Runs))); // three standard errors
    }

    private static IReadOnlyList<UnitResult> Judge(params UnitResult[] units) => RunEvidence.Judge(Options, Run, units, []);

    private static OpenedTest Opened(string runId, UnitResult unit) => OpenedTest.Of(runId, unit, Look.AddDays(-1))!; // it is scored

    // z: the Sharpe ratio on test over its standard error.
    private static UnitResult Scored(string coin, double z, bool isPromising = true)
    {
        var sharpe = z / Math.Sqrt(Bars - 1);
        var from = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new UnitResult(coin, Timeframe.H4, UnitStatus.Done, "", "")
        {
            Family = "xgboost",
            Horizon = 4,
            Score = 90,
            Tier = QualityTier.High,
            Action = GateAction.Warmup,
            Trades = 300,
            Sharpe = sharpe * Math.Sqrt(Year),
            ProbabilisticSharpe = SharpeStatistics.Psr(sharpe, Bars, 0, 3),
            FundingMissingShare = 0,
            TrialsTried = 4,
            Evidence = new TestEvidence(from, from.AddYears(2), Bars, sharpe, 0, 3, "market", "specification", 4)
            {
                ValidationSkill = 0.01,
                ValidationSharpe = isPromising ? 0.95 : 0.6,
            },
        };
    }
}
