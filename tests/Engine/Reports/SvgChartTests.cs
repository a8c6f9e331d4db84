using System.Globalization;
using System.Xml.Linq;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Tests.Engine.Reports;

public class SvgChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void An_equity_curve_is_a_drawing_of_two_panels_and_twice_the_same()
    {
        long[] times = [.. Enumerable.Range(0, 50).Select(hour => hour * 3_600_000L)];
        double[] equity = [.. times.Select((_, i) => 1000 + 10.0 * i * Math.Sin(i))];
        var chart = Chart.OfEquity("<BTCUSDT & co>", times, equity);

        var drawn = SvgChart.Render(chart);

        Assert.Equal(drawn, SvgChart.Render(chart));
        var texts = XDocument.Parse(drawn).Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("<BTCUSDT & co>", texts);
        Assert.Contains("drawdown, %", texts);
        Assert.Equal(2, texts.Count(text => text == "1970-01-01"));
        Assert.Equal(3, Lines(drawn).Count); // equity, the filled drawdown and its edge
    }

    [Fact]
    public void A_long_series_keeps_its_extremes_and_a_gap_interrupts_it()
    {
        var (x, y) = (new double[100_000], new double[100_000]);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = (i, Math.Sin(i / 5000.0));
        y[12_345] = 40; // one bar of a hundred thousand
        y[67_890] = -40;
        y[50_000] = double.NaN;

        var line = Lines(SvgChart.Render(OverTime(new ChartSeries("y", x, y)))).Single();

        var heights = line.Split('M', 'L').Where(point => point.Length > 0)
            .Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(heights.Count, 500, 1000);
        Assert.Equal(2, line.Count(letter => letter == 'M'));
        Assert.Equal(26, heights.Min()); // the top of the panel
        Assert.Equal(26 + 190, heights.Max());
    }

    [Fact]
    public void What_it_does_not_draw_is_refused_by_name()
    {
        double[] one = [1];
        var points = Assert.Throws<ArgumentException>(
            () => SvgChart.Render(OverTime(new ChartSeries("dots", one, one, ChartStyle.Points))));
        var uneven = Assert.Throws<ArgumentException>(() => SvgChart.Render(OverTime(new ChartSeries("uneven", one, []))));
        var places = Assert.Throws<ArgumentException>(
            () => SvgChart.Render(new Chart("by number", "", new ChartPanel("", new ChartSeries("y", one, one)))));

        Assert.Contains("'dots'", points.Message, StringComparison.Ordinal);
        Assert.Contains("'uneven' has 1 places and 0 values", uneven.Message, StringComparison.Ordinal);
        Assert.Contains("'by number'", places.Message, StringComparison.Ordinal);
    }

    private static Chart OverTime(ChartSeries series) => new("title", "", new ChartPanel("label", series)) { IsOverTime = true };

    // Of the drawn series, and not of the grid.
    private static List<string> Lines(string drawn) =>
        [.. XDocument.Parse(drawn).Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value).Where(d => d.Contains('L'))];
}
