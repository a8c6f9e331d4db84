using FsCheck;
using FsCheck.Fluent;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public class ScoreFormulaTests
{
    private static readonly ScoreInputs Best = new(1, 3, 20, 2, 0.05, 0.1, 500, 1, 0.5);
    private static readonly ScoreInputs Worst = new(0, -3, -20, 0.5, 0.9, -0.1, 0, 0, 0);

    [Fact]
    public void The_best_of_everything_is_100_and_the_worst_0()
    {
        Assert.Equal(100, ScoreFormula.Evaluate(Best).Score);
        Assert.Equal(0, ScoreFormula.Evaluate(Worst).Score);
        Assert.Equal(
            0,
            ScoreFormula.Evaluate(
                new ScoreInputs(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, double.NaN, double.NaN)).Score);
    }

    [Fact]
    public void Better_in_any_one_part_never_lowers_the_score()
    {
        var unit = Gen.Choose(0, 1_000_000).Select(i => i / 1e6);
        var inputs = Gen.ArrayOf(unit, 9).Select(u =>
            new ScoreInputs(u[0], 6 * u[1] - 3, 40 * u[2] - 20, 2 * u[3], u[4], 0.1 * u[5] - 0.05, (int)(300 * u[6]), u[7], u[8] * 0.05));
        var better = Gen.Choose(0, 8).SelectMany(part => unit.Select(step => (part, step)));
        Prop.ForAll(inputs.Zip(better).ToArbitrary(), pair =>
        {
            var (a, (part, step)) = pair;
            var b = part switch
            {
                0 => a with { Psr = Math.Min(1, a.Psr + step) },
                1 => a with { AnnualSharpe = a.AnnualSharpe + 3 * step },
                2 => a with { NetEdgeBps = a.NetEdgeBps + 20 * step },
                3 => a with { ProfitFactor = a.ProfitFactor + step },
                4 => a with { MaxDrawdown = a.MaxDrawdown * (1 - step) },
                5 => a with { Skill = a.Skill + 0.05 * step },
                6 => a with { Trades = a.Trades + (int)(200 * step) },
                7 => a with { PositiveFolds = Math.Min(1, a.PositiveFolds + step) },
                _ => a with { Coverage = a.Coverage + 0.05 * step },
            };
            var (low, high) = (ScoreFormula.Evaluate(a).Score, ScoreFormula.Evaluate(b).Score);
            return high >= low && low >= 0 && high <= 100;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(1234, 5678 | 1));
    }

    [Fact]
    public void The_parts_explain_the_score()
    {
        var inputs = new ScoreInputs(0.97, 1, 3, 1.05, 0.3, 0.01, 120, 0.6, 0.2);
        var score = ScoreFormula.Evaluate(inputs);
        Assert.Equal(
            [
                "psr", "sharpe_annual", "net_edge_bps", "profit_factor", "max_drawdown", "forecast_skill", "trades", "positive_folds",
                "coverage",
            ],
            score.Parts.Select(p => p.Name));
        Assert.Equal(100, score.Parts.Sum(p => p.Weight), 1e-9);
        Assert.Equal(Math.Round(score.Parts.Sum(p => p.Points), 2), score.Score);
        double[] byHand = [35, 8, 4.8, 3.5, 6.4, 5, 8, 10 * 2.0 / 3, 4];
        Assert.All(byHand.Zip(score.Parts), pair => Assert.Equal(pair.First, pair.Second.Points, 1e-9));
    }

    [Theory]
    [InlineData(0.3, 49.9, QualityTier.Rejected)]
    [InlineData(0.5, 49.9, QualityTier.Rejected)]
    [InlineData(0.725, 62.4, QualityTier.Medium)]
    [InlineData(0.9499, 74.89, QualityTier.Medium)]
    [InlineData(double.NaN, 49.9, QualityTier.Rejected)]
    [InlineData(0.95, 100, QualityTier.High)]
    public void Without_the_evidence_everything_else_cannot_lift_the_score(double psr, double ceiling, QualityTier best)
    {
        var score = ScoreFormula.Evaluate(Best with { Psr = psr });
        Assert.Equal(ceiling, score.Ceiling, 0.01);
        Assert.True(score.Score <= score.Ceiling + 0.005);
        Assert.True(score.Tier <= best);
    }

    // All that luck alone can earn: 90 of 100 points, with forecasts that are no better than the class frequencies.
    [Theory]
    [InlineData(0.0001, 0.0001, 90.05, QualityTier.High)]
    [InlineData(-0.02, 0.01, 90, QualityTier.High)]
    [InlineData(0.02, 0, 49.9, QualityTier.Rejected)]
    [InlineData(0.02, -0.01, 49.9, QualityTier.Rejected)]
    [InlineData(0.02, double.NaN, 100, QualityTier.High)]
    public void Profits_that_do_not_come_from_forecasts_cannot_be_traded(double skill, double logLossSkill, double score, QualityTier tier)
    {
        var result = ScoreFormula.Evaluate(Best with { Skill = skill, LogLossSkill = logLossSkill });

        Assert.Equal((score, tier), (result.Score, result.Tier));
    }

    [Fact]
    public void A_search_that_is_likely_overfitted_is_never_high()
    {
        var score = ScoreFormula.Evaluate(Best with { IsOverfitted = true });

        Assert.Equal((74.9, QualityTier.Medium), (score.Score, score.Tier));
        Assert.Equal("capped at 74.9: the search is likelier overfitted than not", ScoreLimit.Of(score));
        Assert.Equal(0, ScoreFormula.Evaluate(Worst with { IsOverfitted = true }).Score);
    }

    [Fact]
    public void Profits_without_any_loss_earn_the_whole_profit_factor() =>
        Assert.Equal(7, ScoreFormula.Evaluate(Worst with { ProfitFactor = double.PositiveInfinity }).Parts[3].Points);

    [Fact]
    public void Weights_are_shares_and_impossible_rules_are_refused()
    {
        var doubled = new ScoreOptions();
        Assert.Equal(100, ScoreFormula.Evaluate(Best, doubled with { Psr = doubled.Psr with { Weight = 300 } }).Score);
        Assert.Throws<ArgumentException>(() => ScoreFormula.Evaluate(Best, doubled with { Skill = new ScoreRule(-1, new Ramp(0, 1)) }));
        Assert.Throws<ArgumentException>(() => ScoreFormula.Evaluate(Best, doubled with { Skill = new ScoreRule(1, new Ramp(1, 1)) }));
    }
}
