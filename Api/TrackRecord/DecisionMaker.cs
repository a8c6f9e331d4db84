using Huracan.Api.Predictions;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Api.TrackRecord;

/// <summary>Forecasts a unit at the close of its newest candle with the model that serves it.</summary>
internal sealed class DecisionMaker(ModelCache cache, QualityGateProvider gates)
{
    /// <summary>Loads a unit's model, so that the next forecast waits for nothing.</summary>
    /// <returns>The candles to be held of the unit and, where its model has features of it, of Bitcoin.</returns>
    public Task<(int Candles, bool ReadsBitcoin)> PrepareAsync(RankingRow model, CancellationToken cancellationToken) => cache.UseAsync(
        model,
        async loaded => (Needed(loaded, await gates.GetAsync(loaded, cancellationToken)), loaded.ReadsBitcoin),
        cancellationToken);

    /// <summary>Decides; null where Bitcoin's candle of the same time has not come yet.</summary>
    /// <param name="model">The model that serves the unit.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's; null where there are none.</param>
    /// <param name="now">The present by the exchange's clock, not before the close.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputRefusedException">There are too few candles, or the model is for something else.</exception>
    public Task<PaperDecision?> DecideAsync(
        RankingRow model, CandleWindow candles, CandleWindow? bitcoin, DateTimeOffset now, CancellationToken cancellationToken) =>
        cache.UseAsync(
            model,
            async loaded =>
            {
                if (loaded.ReadsBitcoin && bitcoin is not null && bitcoin.EndTime < candles.EndTime)
                    return null;
                var gate = await gates.GetAsync(loaded, cancellationToken);
                var (own, other) = Aligned(candles.ToSeries(), loaded.ReadsBitcoin ? bitcoin?.ToSeries() : null);
                return await loaded.UseAsync(
                    (trained, features) =>
                    {
                        var judged = new LiveForecaster(features, gate).Judge(trained, own, other, now);
                        return (PaperDecision?)Decision(loaded.Row, trained.Meta, own, judged);
                    },
                    cancellationToken);
            },
            cancellationToken);

    // For the forecast twice what it needs at least: features that rest on all candles before have settled by then. For the guard and for
    // the costs of a trade: the days they look back.
    private static int Needed(LoadedModel model, Engine.Quality.QualityGate gate)
    {
        var timeframe = model.Key.Unit.Timeframe;
        var bars = Math.Max(BarsOf(gate.Guard.Days, timeframe), TrailingBars(timeframe));
        var rules = new OutcomeRules(model.Options, model.Row.Horizon);
        return Math.Max(2 * model.MinCandles, bars) + rules.Bars + 1;
    }

    /// <summary>Candles before a trade that its costs rest on.</summary>
    public static int TrailingBars(Timeframe timeframe) => BarsOf(new BacktestOptions().TrailingDays, timeframe);

    private static int BarsOf(double days, Timeframe timeframe) =>
        (int)Math.Ceiling(days * TimeSpan.MillisecondsPerDay / timeframe.Milliseconds);

    // Both from the later of the two beginnings on.
    private static (CandleSeries Own, CandleSeries? Bitcoin) Aligned(CandleSeries own, CandleSeries? bitcoin)
    {
        if (bitcoin is not { Count: > 0 } || own.Count == 0)
            return (own, null);
        var (start, end) = (Math.Max(own.OpenTimes[0], bitcoin.OpenTimes[0]), own.EndTime);
        if (start >= end)
            return (own, null); // Bitcoin's candles begin anew after a long gap
        return (Between(own, start, end), Between(bitcoin, start, end));
    }

    private static CandleSeries Between(CandleSeries candles, long start, long end)
    {
        var step = candles.Timeframe.Milliseconds;
        return candles.Slice((int)((start - candles.OpenTimes[0]) / step), (int)Math.Max(0, (end - start) / step));
    }

    private static PaperDecision Decision(RankingRow model, ModelMeta meta, CandleSeries candles, JudgedForecast judged)
    {
        var prediction = judged.Prediction;
        return new PaperDecision
        {
            Coin = model.Coin,
            Timeframe = model.Timeframe,
            Closed = candles.EndTime,
            RunId = model.RunId,
            Family = model.Family,
            Horizon = model.Horizon,
            Price = candles.Close[^1],
            Class = prediction.Direction,
            Confidence = prediction.Confidence,
            Value = prediction.Value,
            IsTraded = IsTraded(prediction, meta.EntryThreshold) && !candles.Marked[^1],
            HalfSpreadBps = meta.HalfSpreadBps,
            Gate = judged.Decision,
        };
    }

    private static bool IsTraded(Prediction prediction, double entryThreshold) =>
        prediction.Direction != 0 && prediction.Confidence >= entryThreshold;
}
