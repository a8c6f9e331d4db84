using System.Globalization;
using System.Net;
using System.Text;

namespace Huracan.Engine.Reports.Charts;

/// <summary>
/// Charts as SVG, to be put into a page or saved as a file. The same chart gives the same bytes on every machine: texts are left to
/// whoever shows it.
/// </summary>
public static class SvgChart
{
    internal const int Width = 960;
    internal const int Left = 70;
    internal const int Right = 10;
    private const int TitleHeight = 26;
    private const int PanelHeight = 190;
    private const int Foot = 24;
    private const int MostPoints = 900; // about one a pixel

    private static readonly string[] Colors = ["#1f6fb2", "#c8553d", "#4c9f70", "#8e5ea2", "#b8860b", "#5b6770"];

    /// <summary>Draws a chart over time of lines and areas.</summary>
    /// <exception cref="ArgumentException">The chart is not over time, or a series has another style, or not as many values as
    /// places.</exception>
    public static string Render(Chart chart)
    {
        if (!chart.IsOverTime)
            throw new ArgumentException($"Chart '{chart.Title}' is not over time.", nameof(chart));
        var height = TitleHeight + chart.Panels.Count * (PanelHeight + Foot);
        var svg = Begin(height, chart.Title);
        Label(svg, Left, 17, "start", chart.Title);
        for (var i = 0; i < chart.Panels.Count; i++)
            Draw(svg, chart.Panels[i], TitleHeight + i * (PanelHeight + Foot));
        return svg.Append("</svg>\n").ToString();
    }

    internal static StringBuilder Begin(int height, string title) => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" "
            + $"font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"#1b2733\"><title>{WebUtility.HtmlEncode(title)}</title>\n");

    internal static void Label(StringBuilder svg, double x, double y, string anchor, string text) => svg.Append(
        CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    /// <summary>Round numbers between two values, at most six.</summary>
    internal static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 3)));
        var found = new[] { 1.0, 2, 5, 10 }.First(factor => (high - low) / (step * factor) <= 5);
        step *= found;
        for (var k = Math.Ceiling(low / step); k * step <= high; k++)
            yield return k * step;
    }

    private static void Draw(StringBuilder svg, ChartPanel panel, int top)
    {
        foreach (var series in panel.Series)
        {
            if (series.Style is not (ChartStyle.Line or ChartStyle.Area))
                throw new ArgumentException($"Series '{series.Name}' is to be drawn as {series.Style}; an SVG has lines and areas.");
            if (series.X.Length != series.Y.Length)
                throw new ArgumentException($"Series '{series.Name}' has {series.X.Length} places and {series.Y.Length} values.");
        }
        var values = panel.Series.SelectMany(series => series.Y).Where(double.IsFinite).ToArray();
        var times = panel.Series.SelectMany(series => series.X).ToArray();
        if (values.Length == 0)
            return;
        var (from, to) = (times.Min(), times.Max());
        var (low, high) = (values.Min(), values.Max());
        if (panel.Series.Any(series => series.Style == ChartStyle.Area))
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (high <= low)
            (low, high) = (low - 1, high + 1);
        double AtX(double time) => Left + (Width - Left - Right) * (to > from ? (time - from) / (to - from) : 0.5);
        double AtY(double value) => top + PanelHeight * (1 - (value - low) / (high - low));

        foreach (var tick in Ticks(low, high))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{Left} {AtY(tick):0.#}H{Width - Right}\" stroke=\"#d6dde4\"/>\n");
            Label(svg, Left - 6, AtY(tick) + 4, "end", tick.ToString("0.######", CultureInfo.InvariantCulture));
        }
        for (var i = 0; i < panel.Series.Count; i++)
            Draw(svg, panel.Series[i], Colors[i % Colors.Length], AtX, AtY);
        Label(svg, Left, top + PanelHeight + 16, "start", Day(from));
        Label(svg, Width - Right, top + PanelHeight + 16, "end", Day(to));
        Label(svg, (Left + Width - Right) / 2.0, top + PanelHeight + 16, "middle", panel.YLabel);
        for (var i = 0; panel.Series.Count > 1 && i < panel.Series.Count; i++)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{Left + 10}\" y=\"{top + 4 + 15 * i}\" width=\"12\" height=\"4\" fill=\"{Colors[i % Colors.Length]}\"/>\n");
            Label(svg, Left + 28, top + 10 + 15 * i, "start", panel.Series[i].Name);
        }
    }

    private static void Draw(StringBuilder svg, ChartSeries series, string color, Func<double, double> atX, Func<double, double> atY)
    {
        var path = new StringBuilder();
        var begun = false;
        int? first = null, last = null;
        foreach (var i in Kept(series.Y))
        {
            if (!double.IsFinite(series.Y[i]))
            {
                begun = false;
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{(begun ? "L" : "M")}{atX(series.X[i]):0.#} {atY(series.Y[i]):0.#}");
            (begun, first, last) = (true, first ?? i, i);
        }
        if (series.Style == ChartStyle.Area && first is { } left && last is { } right)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"{path}L{atX(series.X[right]):0.#} {atY(0):0.#}L{atX(series.X[left]):0.#} {atY(0):0.#}Z\" "
                    + $"fill=\"{color}\" fill-opacity=\".35\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.3\"/>\n");
    }

    // Of each stretch of a long series its lowest and its highest value, so that no peak is lost.
    private static IEnumerable<int> Kept(double[] values)
    {
        if (values.Length <= MostPoints)
            return Enumerable.Range(0, values.Length);
        var kept = new SortedSet<int> { 0, values.Length - 1 };
        for (var part = 0; part < MostPoints / 2; part++)
        {
            var (start, end) = (part * values.Length / (MostPoints / 2), (part + 1) * values.Length / (MostPoints / 2));
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                if (!double.IsFinite(values[i]))
                    kept.Add(i);
                if (values[i] < values[lowest])
                    lowest = i;
                if (values[i] > values[highest])
                    highest = i;
            }
            kept.Add(lowest);
            kept.Add(highest);
        }
        return kept;
    }

    internal static string Day(double time) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
