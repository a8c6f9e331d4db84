using System.Buffers.Binary;
using Huracan.Engine.Reports.Charts;
using Huracan.Storage.Plots;

namespace Huracan.Tests.Storage.Plots;

public class GnuplotChartTests
{
    private static readonly long[] Times = [.. Enumerable.Range(0, 20_000).Select(x => 1704067200000 + x * 900_000L)];
    private static readonly double[] Equity = [.. Enumerable.Range(0, 20_000).Select(x => 10_000 + x * 0.1 + 400 * Math.Sin(x / 900.0))];

    [GnuplotFact]
    public void An_equity_curve_is_a_png_of_two_panels_and_twice_the_same()
    {
        var picture = GnuplotChart.Render(Chart.OfEquity("BTCUSDT/15m it's $x `date` {a_b}", Times, Equity));
        Assert.NotNull(picture);
        Assert.Equal(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, picture[..8]);
        Assert.Equal((1200, 720), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        Assert.Equal(picture, GnuplotChart.Render(Chart.OfEquity("BTCUSDT/15m it's $x `date` {a_b}", Times, Equity)));
        Assert.NotEqual(picture, GnuplotChart.Render(Chart.OfEquity("another", Times, Equity)));
    }

    [GnuplotFact]
    public void Points_and_gaps_are_drawn()
    {
        var panel = new ChartPanel("value", new ChartSeries("trial", [0, 1, 2, 3], [1, double.NaN, 0.5, 0.2], ChartStyle.Points),
            new ChartSeries("best", [0, 1, 2, 3], [1, 1, 0.5, 0.2], ChartStyle.Steps));
        Assert.NotNull(GnuplotChart.Render(new Chart("search", "trial", panel)));
    }

    [GnuplotFact]
    public void Bars_stand_on_named_places()
    {
        var chart = new Chart("importance", "", new ChartPanel("share", new ChartSeries("share", [0, 1], [0.7, 0.3], ChartStyle.Bars))) { XNames = ["learning_rate", "it's"] };

        Assert.NotNull(GnuplotChart.Render(chart));
        Assert.Contains("noenhanced ('learning_rate' 0, 'it''s' 1)", GnuplotChart.Script(chart), StringComparison.Ordinal);
    }

    [GnuplotFact]
    public void A_script_that_fails_says_why()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => GnuplotChart.Run("gnuplot", "plot nonsense(\n"));
        Assert.StartsWith("gnuplot ended with 1: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_program_there_is_no_picture() => Assert.Null(GnuplotChart.Run("gnuplot-that-is-not-installed", "plot x\n"));

    [Fact]
    public void A_drawdown_is_measured_from_the_peak_so_far()
    {
        var script = GnuplotChart.Script(Chart.OfEquity("t", [0, 1000, 2000, 3000], [100, 200, 150, 300]));
        Assert.Contains("0 0\n1 0\n2 -25\n3 0\n", script, StringComparison.Ordinal);
    }
}
