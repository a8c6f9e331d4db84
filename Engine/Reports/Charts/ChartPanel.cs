namespace Huracan.Engine.Reports.Charts;

/// <summary>One plot of a chart.</summary>
/// <param name="YLabel">What its vertical axis shows, with the unit.</param>
/// <param name="Series">Its lines, at least one.</param>
public sealed record ChartPanel(string YLabel, params IReadOnlyList<ChartSeries> Series);
