namespace Huracan.Dashboard.Units;

/// <summary>One candidate of a unit.</summary>
public sealed record CandidateReport(string Family, int Horizon, ForecastReport Forecasts, TradingReport Trading, QualityScore Score);
