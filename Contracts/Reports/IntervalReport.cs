namespace Huracan.Contracts.Reports;

/// <summary>How often the outcome lay in the interval forecast for it, each interval made of what was known then (F13).</summary>
/// <param name="Level">Coverage aimed at, such as 0.9.</param>
/// <param name="Coverage">Share of outcomes inside; NaN without one.</param>
/// <param name="MeanWidth">Mean width of the bounded intervals, log return; NaN without one.</param>
/// <param name="Count">Outcomes.</param>
/// <param name="Unbounded">Intervals without bounds among them: misses had asked for more than any score seen.</param>
public sealed record IntervalReport(double Level, double Coverage, double MeanWidth, int Count, int Unbounded);
