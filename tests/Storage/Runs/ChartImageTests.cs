using System.Buffers.Binary;
using Huracan.Engine.Reports.Charts;
using Huracan.Storage.Runs;
using SkiaSharp;

namespace Huracan.Tests.Storage.Runs;

public class ChartImageTests
{
    private static readonly long[] Times = [.. Enumerable.Range(0, 20_000).Select(x => 1704067200000 + x * 900_000L)];
    private static readonly double[] Equity = [.. Enumerable.Range(0, 20_000).Select(x => 10_000 + x * 0.1 + 400 * Math.Sin(x / 900.0))];

    [Fact]
    public void An_equity_curve_is_a_png_of_two_panels_and_twice_the_same()
    {
        var picture = ChartImage.Render(Chart.OfEquity("BTCUSDT/15m it's $x `date` {a_b}", Times, Equity));
        Assert.NotNull(picture);
        Assert.Equal(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, picture[..8]);
        Assert.Equal(
            (1200, 780),
            (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        Assert.Equal(picture, ChartImage.Render(Chart.OfEquity("BTCUSDT/15m it's $x `date` {a_b}", Times, Equity)));
        Assert.NotEqual(picture, ChartImage.Render(Chart.OfEquity("another", Times, Equity)));
    }

    [Fact]
    public void Each_panel_shows_its_own_series()
    {
        using var picture = SKBitmap.Decode(ChartImage.Render(Chart.OfEquity("t", Times, Equity)));
        Assert.True(Coloured(picture, 60, 420) > 1000);
        Assert.True(Coloured(picture, 420, 780) > 10_000); // an area
    }

    [Fact]
    public void Points_and_gaps_are_drawn()
    {
        Chart Of(double gap) => new("search", "trial", new ChartPanel("value",
            new ChartSeries("trial", [0, 1, 2, 3], [1, gap, 0.5, 0.2], ChartStyle.Points),
            new ChartSeries("best", [0, 1, 2, 3], [1, 1, 0.5, 0.2], ChartStyle.Steps)));

        using var whole = SKBitmap.Decode(ChartImage.Render(Of(0.8)));
        using var broken = SKBitmap.Decode(ChartImage.Render(Of(double.NaN)));

        Assert.InRange(Coloured(broken, 0, broken.Height), 200, Coloured(whole, 0, whole.Height) - 20); // a point less
    }

    [Fact]
    public void Bars_stand_on_named_places()
    {
        Chart Of(string name) =>
            new(
                "importance", "",
                new ChartPanel(
                    "share", new ChartSeries("share", [0, 1], [0.7, 0.3], ChartStyle.Bars)))
            { XNames = ["learning_rate", name] };

        var picture = ChartImage.Render(Of("it's"));

        Assert.NotNull(picture);
        Assert.NotEqual(picture, ChartImage.Render(Of("depth")));
        using var bitmap = SKBitmap.Decode(picture);
        Assert.True(Coloured(bitmap, 0, bitmap.Height) > 50_000);
    }

    [Fact]
    public void Charts_drawn_at_once_are_those_drawn_one_by_one()
    {
        Chart Of(int i) => Chart.OfEquity($"chart {i % 4}", Times.AsSpan(0, 500 + i % 4), Equity.AsSpan(0, 500 + i % 4));
        var alone = Enumerable.Range(0, 4).Select(i => ChartImage.Render(Of(i))).ToArray();
        var together = new byte[]?[32];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = ChartImage.Render(Of(i)));
        Assert.All(together.Index(), x => Assert.Equal(alone[x.Index % 4], x.Item));
    }

    [Fact]
    public void A_series_without_a_place_for_each_value_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(() =>
        ChartImage.Render(new Chart("t", "", new ChartPanel("y", new ChartSeries("s", [0, 1], [1])))));

    [Fact]
    public void A_drawdown_is_measured_from_the_peak_so_far() =>
        Assert.Equal([0, 0, -25, 0], Chart.OfEquity("t", [0, 1000, 2000, 3000], [100, 200, 150, 300]).Panels[1].Series[0].Y);

    private static int Coloured(SKBitmap picture, int top, int bottom)
    {
        var count = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var pixel = picture.GetPixel(x, y);
                count += Math.Max(
                    pixel.Red, Math.Max(pixel.Green, pixel.Blue)) - Math.Min(pixel.Red, Math.Min(pixel.Green, pixel.Blue)) > 40
                    ? 1
                    : 0;
            }
        }
        return count;
    }
}
