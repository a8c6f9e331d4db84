namespace Huracan.Engine.Reports.Charts;

/// <summary>A chart: panels of equal width, one below the other.</summary>
/// <param name="Title">Heading.</param>
/// <param name="XLabel">What the horizontal axis shows.</param>
/// <param name="Panels">At least one.</param>
public sealed record Chart(string Title, string XLabel, params IReadOnlyList<ChartPanel> Panels)
{
    /// <summary>Whether x is milliseconds since the Unix epoch.</summary>
    public bool IsOverTime { get; init; }

    /// <summary>Names of the places 0, 1, … on the horizontal axis, instead of numbers; empty for numbers.</summary>
    public IReadOnlyList<string> XNames { get; init; } = [];

    /// <summary>An equity curve and, below it, its drawdown in percent of the peak so far.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="times">Milliseconds since the Unix epoch.</param>
    /// <param name="equity">Account value, positive.</param>
    public static Chart OfEquity(string title, ReadOnlySpan<long> times, ReadOnlySpan<double> equity)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(times.Length, equity.Length, nameof(times));
        var (x, drawdown) = (new double[times.Length], new double[times.Length]);
        var peak = double.NegativeInfinity;
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = times[i];
            peak = Math.Max(peak, equity[i]);
            drawdown[i] = 100 * (equity[i] / peak - 1);
        }
        return new Chart(
            title, "", new ChartPanel("equity", new ChartSeries("equity", x, equity.ToArray())),
            new ChartPanel("drawdown, %", new ChartSeries("drawdown", x, drawdown, ChartStyle.Area)))
        {
            IsOverTime = true,
        };
    }
}
