using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>
/// The time a model rests on. A run does not train on its newest candles: a quarter of them test the model. So what is new to a unit
/// begins after the last candle of the run, not after the last one trained on; otherwise every model would be old on its first day.
/// </summary>
/// <param name="From">Open time of the first bar trained on, UTC.</param>
/// <param name="To">Open time of the last bar whose label was trained on, UTC; not before <paramref name="From"/>.</param>
/// <param name="DataTo">Open time of the newest candle the model's run had of the unit, UTC; not before <paramref name="To"/>.</param>
public sealed record ModelSpan(DateTimeOffset From, DateTimeOffset To, DateTimeOffset DataTo)
{
    /// <summary>The span of a saved model.</summary>
    /// <param name="meta">What the model is for.</param>
    /// <param name="candles">The candles of its run.</param>
    public static ModelSpan Of(ModelMeta meta, CandleSeries candles) => new(
        meta.TrainedFrom, meta.TrainedTo, DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime - candles.Timeframe.Milliseconds));

    /// <summary>Bars from the first to the last trained on; 1 or more.</summary>
    public long TrainedBars(Timeframe timeframe) => Bars(From, To, timeframe) + 1;

    /// <summary>Bars after the run's newest candle, up to the newest there is now; negative where that lies before.</summary>
    public long NewBars(DateTimeOffset newest, Timeframe timeframe) => Bars(DataTo, newest, timeframe);

    /// <summary>
    /// The bars from the first trained on to the newest of the run: what drift is measured against. Where the history begins later, those
    /// of them it has. The parts that tested the model are among them: a change they had already would otherwise be found day after day,
    /// and training on the first three quarters again would not end it.
    /// </summary>
    /// <param name="candles">The unit's candles now.</param>
    public BarRange Seen(CandleSeries candles)
    {
        var end = FirstNew(candles);
        return new BarRange(Math.Min(IndexFrom(candles, From), end), end);
    }

    /// <summary>The bars after the newest of the run.</summary>
    /// <param name="candles">The unit's candles now.</param>
    public BarRange New(CandleSeries candles) => new(FirstNew(candles), candles.Count);

    private int FirstNew(CandleSeries candles) => IndexFrom(candles, DataTo.AddMilliseconds(candles.Timeframe.Milliseconds));

    // First bar that opens at a time or later, within the candles.
    private static int IndexFrom(CandleSeries candles, DateTimeOffset time)
    {
        if (candles.Count == 0)
            return 0;
        var length = candles.Timeframe.Milliseconds;
        var after = time.ToUnixTimeMilliseconds() - candles.OpenTimes[0];
        return (int)Math.Clamp((after + length - 1) / length, 0, candles.Count);
    }

    private static long Bars(DateTimeOffset from, DateTimeOffset to, Timeframe timeframe) =>
        (to.ToUnixTimeMilliseconds() - from.ToUnixTimeMilliseconds()) / timeframe.Milliseconds;
}
