using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Hamilton;

/// <summary>The candles that the champions of tests were trained on.</summary>
internal static class TestMarket
{
    public static CandleSeries Own { get; } = Pick(GenuineRun.Unit.Coin);

    public static CandleSeries Bitcoin { get; } = Pick("BTCUSDT");

    /// <summary>When the last candle closes.</summary>
    public static DateTimeOffset End { get; } = DateTimeOffset.FromUnixTimeMilliseconds(Own.EndTime);

    public static RecentCandles Candles { get; } = new(Rows(Own), Rows(Bitcoin));

    public static CandleRow[] Rows(CandleSeries series) =>
    [
        .. Enumerable.Range(0, series.Count).Select(i => new CandleRow(
            series.OpenTimes[i], series.Open[i], series.High[i], series.Low[i], series.Close[i], series.Volume[i])),
    ];

    /// <summary>The features of a model's last bars, computed by its own recipe.</summary>
    public static Dictionary<string, double>[] Features(BundleModel model)
    {
        var input = new FeatureInput(Own, Bitcoin);
        var matrix = model.Features.Recipe(model.Model.Meta.FeatureSet).For(input).Compute(input);
        return
        [
            .. Enumerable.Range(Own.Count - model.Model.Lookback, model.Model.Lookback).Select(bar =>
                matrix.Names.Zip(matrix.Columns, (name, column) => (name, column[bar])).ToDictionary()),
        ];
    }

    /// <summary>The features of each of the newest thousand bars and of those before it that a model looks back on.</summary>
    public static IEnumerable<Dictionary<string, double>[]> Rows(BundleModel model)
    {
        var input = new FeatureInput(Own, Bitcoin);
        var matrix = model.Features.Recipe(model.Model.Meta.FeatureSet).For(input).Compute(input);
        var lookback = model.Model.Lookback;
        return Enumerable.Range(Own.Count - 1_000, 1_000).Select(last => Enumerable.Range(last - lookback + 1, lookback).Select(bar =>
            matrix.Names.Zip(matrix.Columns, (name, column) => (name, column[bar])).ToDictionary()).ToArray());
    }

    private static CandleSeries Pick(string coin) => new SeriesPicker(new SimulatedMarket(GenuineRun.Market), new())
        .Pick(coin, GenuineRun.Unit.Timeframe, CancellationToken.None).Series!;
}
