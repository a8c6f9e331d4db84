namespace Huracan.Engine.Quality;

/// <summary>Weights and ramps of the quality score; see docs/score.md. Weights are shares: they are scaled to sum to 100.</summary>
public sealed record ScoreOptions
{
    /// <summary>Probabilistic Sharpe ratio against 0. Default 35 points from 0.5 to 0.95.</summary>
    public ScoreRule Psr { get; init; } = new(35, new Ramp(0.5, 0.95));

    /// <summary>Annualised net Sharpe ratio. Default 10 points from 0 to 1.25.</summary>
    public ScoreRule AnnualSharpe { get; init; } = new(10, new Ramp(0, 1.25));

    /// <summary>Net edge per trade, basis points. Default 8 points from 0 to 5.</summary>
    public ScoreRule NetEdgeBps { get; init; } = new(8, new Ramp(0, 5));

    /// <summary>Profit factor. Default 7 points from 1 to 1.1.</summary>
    public ScoreRule ProfitFactor { get; init; } = new(7, new Ramp(1, 1.1));

    /// <summary>Maximum drawdown, a fraction; less is better. Default 8 points from 0.7 to 0.2.</summary>
    public ScoreRule MaxDrawdown { get; init; } = new(8, new Ramp(0.7, 0.2));

    /// <summary>Chance-adjusted balanced accuracy over that of the better baseline. Default 10 points from 0 to 0.02.</summary>
    public ScoreRule Skill { get; init; } = new(10, new Ramp(0, 0.02));

    /// <summary>Trades in the test window. Default 8 points from 30 to 100.</summary>
    public ScoreRule Trades { get; init; } = new(8, new Ramp(30, 100));

    /// <summary>Share of test folds with a positive net result. Default 10 points from 0.4 to 0.7.</summary>
    public ScoreRule Consistency { get; init; } = new(10, new Ramp(0.4, 0.7));

    /// <summary>Share of bars with an open trade: a model that rarely trades is little evidence. Default 4 points from 0 to 0.01.</summary>
    public ScoreRule Coverage { get; init; } = new(4, new Ramp(0, 0.01));

    /// <summary>PSR from which the score has no ceiling; below it a score cannot be HIGH. Default 0.95.</summary>
    public double FullPsr { get; init; } = 0.95;
}
