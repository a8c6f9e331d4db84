namespace Huracan.Dashboard.Studies;

/// <summary>An axis of the parallel plot: a numeric range or choices.</summary>
public sealed record PlotAxis(string Name, double? Low, double? High, bool Log, IReadOnlyList<string>? Choices);
