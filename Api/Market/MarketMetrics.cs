using System.Diagnostics.Metrics;
using Huracan.MarketData.Live;
using Huracan.MarketData.Stores;

namespace Huracan.Api.Market;

/// <summary>What is measured of following a market; only where one is to be followed.</summary>
internal sealed class MarketMetrics(IMeterFactory meters)
{
    private readonly Meter meter = meters.Create("Huracan.Api");
    private Counter<long>? rows;
    private Histogram<double>? delay;

    /// <summary>Publishes the figures.</summary>
    /// <param name="follower">What is followed now; null where nothing is.</param>
    public void Publish(Func<StoreFollower?> follower)
    {
        rows = meter.CreateCounter<long>(
            "huracan.market.rows", description: "Closed candles and funding rates, by where they came from: stream or rest");
        delay = meter.CreateHistogram(
            "huracan.market.delay", "s", "Time from a candle's close until it is known, of candles that a stream brought",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60] });
        foreach (var isFromStream in new[] { false, true })
            rows.Add(0, Origin(isFromStream));
        meter.CreateObservableGauge(
            "huracan.market.following", () => follower() is null ? 0 : 1, description: "Whether a market is followed");
        meter.CreateObservableGauge("huracan.market.behind", () => Of(follower()?.Status.Behind), description: "Series that are behind");
        meter.CreateObservableGauge(
            "huracan.market.connections", () => Of(follower()?.Status.Connections), description: "Connections of streams opened so far");
        meter.CreateObservableGauge(
            "huracan.market.clock.skew", () => Of(follower()?.Status.ClockSkew.TotalSeconds), "s",
            "This machine's clock less the exchange's");
        meter.CreateObservableGauge(
            "huracan.market.series.overdue", () => follower()?.Series.Where(one => !one.HasEnded).Select(Overdue) ?? [], "s",
            "For how long a series' next candle should have been there; 0 while it is open");
    }

    /// <summary>Counts what has closed.</summary>
    public void Closed(ClosedCandles closed)
    {
        rows?.Add(closed.Rows.Count, Origin(closed.IsFromStream));
        if (closed.IsFromStream && closed.Series.Timeframe is { } timeframe)
            delay?.Record(Math.Max(0, closed.At - closed.Rows.Times[^1] - timeframe.Milliseconds) / 1000.0);
    }

    private static Measurement<double> Overdue(SeriesFreshness one) => new(
        one.Overdue.TotalSeconds, new("coin", one.Series.Coin), new("series", one.Series.Folder));

    private static IEnumerable<Measurement<T>> Of<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known)] : [];

    private static KeyValuePair<string, object?> Origin(bool isFromStream) => new("origin", isFromStream ? "stream" : "rest");
}
