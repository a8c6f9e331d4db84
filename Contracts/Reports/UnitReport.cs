namespace Huracan.Contracts.Reports;

/// <summary><c>unit.json</c>: the chosen candidate of a unit and why, its score part by part, and every candidate tried.</summary>
/// <param name="Result">The unit's result.</param>
/// <param name="Choice">Why this candidate, in words.</param>
/// <param name="Score">The chosen candidate's score and what it is made of.</param>
/// <param name="Candidates">Every candidate tried, in the order tried.</param>
public sealed record UnitReport(UnitResult Result, string Choice, QualityScore Score, IReadOnlyList<CandidateReport> Candidates)
{
    /// <summary>What the candidates say together; null in a report made before there was a consensus.</summary>
    public ConsensusReport? Consensus { get; init; }

    /// <summary>Where the report lies in a run.</summary>
    public static string PathOf(UnitId unit) => $"{unit}/unit.json";
}

/// <summary>One candidate of a unit.</summary>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Horizon in bars.</param>
/// <param name="Validation">What it did on validation.</param>
/// <param name="Forecasts">How good its forecasts of test were.</param>
/// <param name="Trading">What trading them brought.</param>
/// <param name="Score">Its score.</param>
public sealed record CandidateReport(
    string Family, int Horizon, ValidationReport Validation, ForecastReport Forecasts, TradingReport Trading, QualityScore Score)
{
    /// <summary>Why its settings are what they are; null where nothing was searched.</summary>
    public string? SettingsReason { get; init; }

    /// <summary>Probability of backtest overfitting of the search (F3); null where nothing was searched.</summary>
    public double? Overfitting { get; init; }

    /// <summary>What its trades cost and what is left; null in reports of earlier versions.</summary>
    public EdgeReport? Edge { get; init; }

    /// <summary>Whether it may trade in each regime once it is served, by its trades on validation and test; null in reports of earlier
    /// versions.</summary>
    public IReadOnlyList<RegimeVerdict>? RegimeVerdicts { get; init; }
}
