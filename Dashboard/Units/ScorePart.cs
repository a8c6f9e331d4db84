namespace Huracan.Dashboard.Units;

/// <summary>A part of a score: what was measured, and the points it earned of those it could.</summary>
public sealed record ScorePart(string Name, double Value, double Points, double Weight);
