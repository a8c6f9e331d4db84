using Huracan.Api.Predictions;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Regimes;
using Huracan.Hamilton;

namespace Huracan.Api.TrackRecord;

/// <summary>Forecasts a unit at the close of its newest candle: with its champion, or without one its latest scored model.</summary>
internal sealed class DecisionMaker(ModelCache cache, QualityGateProvider gates, PaperChampions champions, FolderHamilton hamilton)
{
    /// <summary>Loads a unit's model, so that the next forecast waits for nothing.</summary>
    /// <returns>The candles to be held of the unit and, where its model has features of it, of Bitcoin.</returns>
    public Task<(int Candles, bool ReadsBitcoin)> PrepareAsync(PaperModel model, CancellationToken cancellationToken) =>
        model.Champion is { } champion
            ? PrepareAsync(champion, cancellationToken)
            : cache.UseAsync(
                model.Model!,
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
        PaperModel model, CandleWindow candles, CandleWindow? bitcoin, DateTimeOffset now, CancellationToken cancellationToken) =>
        model.Champion is { } champion
            ? DecideAsync(champion, candles, bitcoin, now, cancellationToken)
            : DecideAsync(model.Model!, candles, bitcoin, now, cancellationToken);

    private async Task<(int Candles, bool ReadsBitcoin)> PrepareAsync(RankedChampion champion, CancellationToken cancellationToken)
    {
        var model = await hamilton.LoadModelAsync(champion.Coin, champion.Horizon, champion.Timeframe, cancellationToken);
        var bundle = champions.Bundle(model.Manifest.Key, model.Manifest.Version);
        // A regime is left at another threshold than it is entered: more candles than its windows need show the same changes.
        var regimes = 2 * RegimeWindows.Of(bundle.Options.Regimes, champion.Timeframe).WarmUp;
        return (
            Needed(champion.Timeframe, bundle.Options, champion.Bars, bundle.GuardDays, Math.Max(2 * model.MinCandles, regimes)),
            model.ReadsBitcoin);
    }

    private async Task<PaperDecision?> DecideAsync(
        RankedChampion champion, CandleWindow candles, CandleWindow? bitcoin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var model = await hamilton.LoadModelAsync(champion.Coin, champion.Horizon, champion.Timeframe, cancellationToken);
        if (IsBehind(model.ReadsBitcoin, bitcoin, candles))
            return null;
        var (own, other) = Aligned(candles.ToSeries(), model.ReadsBitcoin ? bitcoin?.ToSeries() : null);
        var forecast = await hamilton.PredictAsync(champion.Horizon, own, other, now, cancellationToken);
        // Another one may have become champion just now.
        var bundle = champions.Bundle(new ChampionKey(own.Unit, forecast.Bars), forecast.Version);
        return new PaperDecision
        {
            Coin = forecast.Coin,
            Timeframe = forecast.Timeframe,
            Closed = own.EndTime,
            RunId = bundle.Manifest.Lineage.RunId,
            Champion = forecast.Version,
            Family = forecast.Family,
            Horizon = forecast.Bars,
            Price = own.Close[^1],
            Class = forecast.Class,
            Confidence = forecast.Confidence,
            Value = forecast.ExpectedReturn,
            IsTraded = forecast.Class != 0 && forecast.Confidence >= bundle.Meta.EntryThreshold && !own.Marked[^1],
            HalfSpreadBps = bundle.Meta.HalfSpreadBps,
            Gate = forecast.Gate,
        };
    }

    private Task<PaperDecision?> DecideAsync(
        RankingRow model, CandleWindow candles, CandleWindow? bitcoin, DateTimeOffset now, CancellationToken cancellationToken) =>
        cache.UseAsync(
            model,
            async loaded =>
            {
                if (IsBehind(loaded.ReadsBitcoin, bitcoin, candles))
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
    private static int Needed(LoadedModel model, Engine.Quality.QualityGate gate) =>
        Needed(model.Key.Unit.Timeframe, model.Options, model.Row.Horizon, gate.Guard.Days, 2 * model.MinCandles);

    private static int Needed(Timeframe timeframe, RunOptions options, int horizon, double guardDays, int candles)
    {
        var bars = Math.Max(BarsOf(guardDays, timeframe), TrailingBars(timeframe));
        return Math.Max(candles, bars) + new OutcomeRules(options, horizon).Bars + 1;
    }

    private static bool IsBehind(bool readsBitcoin, CandleWindow? bitcoin, CandleWindow candles) =>
        readsBitcoin && bitcoin is not null && bitcoin.EndTime < candles.EndTime;

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
