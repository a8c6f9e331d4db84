using Huracan.Contracts.Trading;
using Huracan.Engine.Regimes;

namespace Huracan.Tests.Engine.Regimes;

public class RegimeSeriesTests
{
    [Fact]
    public void Spans_and_counts_cover_every_bar()
    {
        var (u, t, p) = (MarketRegime.Unknown, MarketRegime.Trend, MarketRegime.Panic);
        var series = new RegimeSeries([u, u, t, p, p, p, t]);
        Assert.Equal([new(u, new(0, 2)), new(t, new(2, 3)), new(p, new(3, 6)), new RegimeSpan(t, new(6, 7))], series.Spans);
        Assert.Equal([2, 2, 0, 3, 0], series.Bars.OrderBy(entry => entry.Key).Select(entry => entry.Value));
        Assert.Equal(7, series.Count);
        Assert.Equal(p, series[5]);
    }

    [Fact]
    public void An_empty_series_has_none()
    {
        Assert.Empty(new RegimeSeries([]).Spans);
        Assert.All(new RegimeSeries([]).Bars.Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public void Regimes_have_lower_case_names_in_json() => Assert.Equal(
        """["unknown","trend","range","panic","illiquid"]""", System.Text.Json.JsonSerializer.Serialize(Enum.GetValues<MarketRegime>()));
}
