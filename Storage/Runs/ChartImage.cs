extern alias Plotting;

using System.Globalization;
using Huracan.Engine.Reports.Charts;
using Plotting::ScottPlot;
using Plotting::ScottPlot.Plottables;
using Plotting::ScottPlot.TickGenerators;
using SkiaSharp;
using Chart = Huracan.Engine.Reports.Charts.Chart;

namespace Huracan.Storage.Runs;

/// <summary>
/// Charts as PNG. The same chart gives the same bytes on machines that have the same fonts; without any font there is no chart.
/// </summary>
public static class ChartImage
{
    private const int Width = 1200;
    private const int TitleHeight = 60;
    private const int PanelHeight = 360;
    private const float TextSize = 16;
    private const double MillisecondsPerDay = 86_400_000;
    private const double UnixEpoch = 25_569; // as the day number that ScottPlot's time axes count in

    /// <summary>The font that texts are written in; null on a machine without one.</summary>
    public static string? Font { get; } = FindFont();

    /// <summary>Draws a chart.</summary>
    /// <returns>The PNG file; null on a machine without a font.</returns>
    /// <exception cref="ArgumentException">A series has not as many values as places.</exception>
    public static byte[]? Render(Chart chart)
    {
        if (Font is null)
            return null;
        var height = TitleHeight + PanelHeight * chart.Panels.Count;
        using var surface = SKSurface.Create(new SKImageInfo(Width, height));
        for (var i = 0; i < chart.Panels.Count; i++)
        {
            // The heading belongs to the first panel, which is taller by as much.
            var top = i == 0 ? 0 : TitleHeight + i * PanelHeight;
            using var plot = Panel(chart, chart.Panels[i], i == 0 ? chart.Title : null);
            var place = new PixelRect(0, Width, TitleHeight + (i + 1) * PanelHeight, top);
            surface.Canvas.Save();
            surface.Canvas.ClipRect(place.ToSKRect()); // a plot clears all that it may reach
            plot.Render(surface.Canvas, place);
            surface.Canvas.Restore();
        }
        using var picture = surface.Snapshot();
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return encoded.ToArray();
    }

    private static Plot Panel(Chart chart, ChartPanel panel, string? title)
    {
        var plot = new Plot();
        foreach (var series in panel.Series)
            Add(plot, chart, series);
        plot.Axes.Margins(0.02, panel.Series.Any(x => x.Style is ChartStyle.Points) ? 0.06 : 0.04);
        plot.YLabel(panel.YLabel);
        if (title is not null)
            plot.Title(title);
        if (chart.XLabel.Length > 0)
            plot.XLabel(chart.XLabel);
        if (chart.IsOverTime)
            plot.Axes.DateTimeTicksBottom().TickGenerator = new DateTimeAutomatic { LabelFormatter = TimeFormat(panel) };
        if (chart.XNames.Count > 0)
            NamePlaces(plot, chart.XNames);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(30);
        Letters(plot, Font!); // there is one, or nothing is drawn
        plot.ShowLegend(Edge.Top);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    private static void Letters(Plot plot, string font)
    {
        plot.Font.Set(font);
        (plot.Legend.FontName, plot.Legend.FontSize) = (font, TextSize);
        plot.Axes.Title.Label.FontSize = TextSize + 2;
        plot.Axes.Title.Label.Bold = false;
        foreach (var axis in plot.Axes.GetAxes())
            (axis.Label.FontSize, axis.Label.Bold, axis.TickLabelStyle.FontSize) = (TextSize, false, TextSize);
    }

    private static void Add(Plot plot, Chart chart, ChartSeries series)
    {
        if (series.X.Length != series.Y.Length)
            throw new ArgumentException(
                $"Series '{series.Name}' has {series.X.Length} places and {series.Y.Length} values.", nameof(series));
        var x = chart.IsOverTime ? Array.ConvertAll(series.X, time => UnixEpoch + time / MillisecondsPerDay) : series.X;
        var y = Array.ConvertAll(series.Y, value => double.IsFinite(value) ? value : double.NaN);
        var color = plot.Add.GetNextColor();
        if (series.Style == ChartStyle.Bars)
        {
            var bars = plot.Add.Bars(x, y);
            foreach (var bar in bars.Bars)
                (bar.Size, bar.FillColor, bar.LineWidth) = (0.6, color.WithAlpha(0.7), 0);
            bars.LegendText = series.Name;
            return;
        }
        var scatter = plot.Add.Scatter(x, y, color);
        scatter.LegendText = series.Name;
        Style(scatter, series.Style, color);
    }

    private static void Style(Scatter scatter, ChartStyle style, Color color)
    {
        (scatter.LineWidth, scatter.MarkerSize) = style == ChartStyle.Points ? (0, 7) : (1.5f, 0);
        if (style == ChartStyle.Steps)
            scatter.ConnectStyle = ConnectStyle.StepHorizontal;
        if (style == ChartStyle.Area)
            (scatter.FillY, scatter.FillYValue, scatter.FillYColor) = (true, 0, color.WithAlpha(0.4));
    }

    private static void NamePlaces(Plot plot, IReadOnlyList<string> names)
    {
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Enumerable.Range(0, names.Count).Select(x => (double)x)], [.. names]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 20;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        // Room for the names, which stand at a slant below and may reach beyond the last place.
        plot.Axes.Bottom.MinimumSize = Math.Min(130, 20 + 3 * names.Max(x => x.Length));
        plot.Axes.Right.MinimumSize = Math.Min(180, 20 + 6 * names[^1].Length);
        plot.Axes.SetLimitsX(-0.5, names.Count - 0.5);
    }

    private static Func<DateTime, string> TimeFormat(ChartPanel panel)
    {
        var times = panel.Series.SelectMany(x => x.X).DefaultIfEmpty().ToArray();
        var format = times.Max() - times.Min() > 4 * MillisecondsPerDay ? "yyyy-MM-dd" : "MM-dd HH:mm";
        return time => time.ToString(format, CultureInfo.InvariantCulture);
    }

    // Skia looks into the system's folders of fonts; where they are empty, its default has no glyph.
    private static string? FindFont()
    {
        var families = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.Ordinal);
        string[] liked = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"];
        return liked.FirstOrDefault(families.Contains) ?? (SKTypeface.Default.GlyphCount > 0 ? SKTypeface.Default.FamilyName : null);
    }
}
