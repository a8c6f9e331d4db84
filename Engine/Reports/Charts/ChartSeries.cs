namespace Huracan.Engine.Reports.Charts;

/// <summary>One line of a panel.</summary>
/// <param name="Name">Its name in the key.</param>
/// <param name="X">Numbers, or milliseconds since the Unix epoch on a chart over time.</param>
/// <param name="Y">Values; NaN interrupts the line.</param>
/// <param name="Style">How it is drawn.</param>
public sealed record ChartSeries(string Name, double[] X, double[] Y, ChartStyle Style = ChartStyle.Line);
