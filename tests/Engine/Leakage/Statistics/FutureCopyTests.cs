using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Tests.Engine.Leakage.Statistics;

public class FutureCopyTests
{
    private static readonly LeakMarket Market = LeakMarkets.Make(2, 1_000);

    [Theory]
    [InlineData("close", 1)]
    [InlineData("close", 4)]
    [InlineData("high", 2)]
    [InlineData("volume", 1)]
    [InlineData("return", 3)]
    [InlineData("label", 0)]
    [InlineData("label", -2)]
    public void A_later_value_in_other_units_is_found(string name, int lag)
    {
        var series = Future().Single(one => one.Name == name);
        var feature = Pieces.Column(Market, t => t + lag >= 0 && t + lag < Market.Count ? 7 - 3 * series.Values[t + lag] : double.NaN);
        var finding = Assert.Single(FutureCopy.Run(feature, Future(), CancellationToken.None).Findings);
        Assert.Equal(-1, finding.Measured, 1e-6);
        Assert.Contains($"{name} {lag} bars later", finding.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_is_no_copy()
    {
        var label = Future().Single(one => one.Name == "label").Values;
        KnownColumn[] known = [
            new("close", Market.Candles.Close.ToArray()), new("open", Market.Candles.Open.ToArray()),
            new("volume", Market.Candles.Volume.ToArray()),
            new("hour", Pieces.Each(Market, t => t % 24)), new("constant", Pieces.Each(Market, _ => 1)),
            new("label that is over", Pieces.Each(Market, t => t < Pieces.Horizon ? double.NaN : label[t - Pieces.Horizon])),
        ];
        Assert.Empty(FutureCopy.Run(known, Future(), CancellationToken.None).Findings);
    }

    private static IReadOnlyList<FutureSeries> Future() =>
        [.. FutureSeries.Of(Market.Candles, 5), FutureSeries.OfLabel(Pieces.Labels(Market))];
}
