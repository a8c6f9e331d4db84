using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public class ScoreLimitTests
{
    private static readonly ScoreInputs Best = new(1, 3, 20, 2, 0.05, 0.1, 500, 1, 0.5) { LogLossSkill = 0.1 };

    [Fact]
    public void Below_the_ceiling_it_is_the_part_that_misses_the_most_points()
    {
        var poor = Best with { Psr = 0.545, AnnualSharpe = 0, NetEdgeBps = 0, Skill = 0, Trades = 0, PositiveFolds = 0 };
        Assert.Equal("psr 0.545 earns 3.5 of 35 points", Of(poor));
        Assert.Equal("sharpe_annual 0.25 earns 2 of 10 points", Of(Best with { AnnualSharpe = 0.25, Trades = 100 }));
        Assert.Equal("psr unknown earns 0 of 35 points", Of(Best with { Psr = double.NaN, AnnualSharpe = double.NaN, Skill = 0 }));
    }

    [Fact]
    public void At_the_ceiling_it_is_the_evidence_that_sets_the_ceiling()
    {
        Assert.Equal("capped at 49.9: no log-loss skill", Of(Best with { LogLossSkill = -0.01 }));
        Assert.Equal("capped at 49.9: psr 0.4", Of(Best with { Psr = 0.4 }));
        Assert.Equal("capped at 49.9: psr 0.4", Of(Best with { Psr = 0.4, LogLossSkill = -0.01 }));
        Assert.Equal("capped at 55.5: psr 0.601", Of(Best with { Psr = 0.6008 }));
    }

    private static string Of(ScoreInputs inputs) => ScoreLimit.Of(ScoreFormula.Evaluate(inputs));
}
