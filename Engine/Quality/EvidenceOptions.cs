using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Quality;

/// <summary>How much evidence ACTIVE asks for, beyond a unit's own score; see docs/score.md.</summary>
public sealed record EvidenceOptions
{
    /// <summary>Expected share of units without any edge among those that are ACTIVE, at most. Default 0.05.</summary>
    [Range(0.0001, 0.5)]
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>
    /// Days: units of other runs on the same market count among those judged together if their newest test part ended that close to the
    /// run's. 0 judges the run alone. Default 30.
    /// </summary>
    [Range(0, 3650)]
    public int FamilyDays { get; init; } = 30;

    /// <summary>How it is controlled. Default Benjamini–Hochberg.</summary>
    public DiscoveryCorrection Correction { get; init; }

    /// <summary>
    /// Least deflated Sharpe ratio on validation (F2) at which a unit is promising; only those are judged together. Default 0.9.
    /// </summary>
    [Range(0, 1)]
    public double MinValidationSharpe { get; init; } = 0.9;

    /// <summary>
    /// Least deflated Sharpe ratio on test over all that was tried for the unit (F2). Default 0.5: the Sharpe ratio on test is above what
    /// the best of as many trials without skill is expected to reach.
    /// </summary>
    [Range(0, 1)]
    public double MinDeflatedSharpe { get; init; } = 0.5;

    /// <summary>Most probability of backtest overfitting of the search (F3) at which a tier can be HIGH. Default 0.5.</summary>
    [Range(0, 1)]
    public double MaxOverfitting { get; init; } = 0.5;
}
