using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>Applies a saved model and the quality gate to the newest candles of its unit.</summary>
/// <param name="features">The feature sets.</param>
/// <param name="gate">The gate of the timeframe.</param>
/// <param name="regimes">How regimes are told; null tells none.</param>
/// <param name="verdicts">In which regimes the model may trade where a call does not say; null lets it trade in all.</param>
public sealed class LiveForecaster(
    FeatureSets features, QualityGate gate, RegimeOptions? regimes = null, IReadOnlyList<RegimeVerdict>? verdicts = null)
{
    private readonly RegimeFilter filter = new(verdicts);

    /// <summary>Source of every signal made by a unit's own model.</summary>
    public const string PerCoin = "ML_PER_COIN_V1";

    /// <summary>Source of a signal made by a model that was named by its folder.</summary>
    public const string ByPath = "MODEL_PATH";

    /// <summary>Forecasts at the close of the last candle.</summary>
    /// <param name="model">The model.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's candles; null where there are none.</param>
    /// <param name="source">Where the model comes from: <see cref="PerCoin"/> or <see cref="ByPath"/>.</param>
    /// <param name="now">The present, UTC, which a candle's <see cref="CandleAge"/> is judged by. Null, as in a
    /// simulated market, lets every age pass.</param>
    /// <exception cref="InputRefusedException">The model is for another coin, timeframe or recipe, or the history is too short; both
    /// sides are named.</exception>
    public LiveSignal Forecast(
        TrainedModel model, CandleSeries candles, CandleSeries? bitcoin, string source = PerCoin, DateTimeOffset? now = null)
    {
        var (prediction, decision, filtered, age) = Judge(model, candles, bitcoin, now);
        return new LiveSignal(
            DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime), candles.Coin, candles.Timeframe, source,
            $"{model.Meta.Family} h{model.Meta.Horizon}", prediction.Direction, prediction.Confidence, prediction.Value,
            decision, filtered, age?.Bars, age?.Refusal is null);
    }

    /// <summary>The same with the forecast itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's candles; null where there are none.</param>
    /// <param name="now">The present, UTC; null lets every age pass.</param>
    /// <param name="served">In which regimes the model may trade by newer verdicts; null takes its own.</param>
    /// <exception cref="InputRefusedException">The model is for another coin, timeframe or recipe, or the history is too short; both
    /// sides are named.</exception>
    public JudgedForecast Judge(
        TrainedModel model, CandleSeries candles, CandleSeries? bitcoin, DateTimeOffset? now, RegimeFilter? served = null)
    {
        var meta = model.Meta;
        RefuseMismatch("coin", meta.Coin, candles.Coin);
        RefuseMismatch("timeframe", meta.Timeframe.ToString(), candles.Timeframe.ToString());
        var input = new FeatureInput(candles, bitcoin);
        if (input.Btc is null && meta.ReadsBitcoin(features))
            throw new InputRefusedException(
                $"The model of {candles.Unit} has features of {RunPlan.Bitcoin}: its {candles.Timeframe} candles are needed from "
                    + $"{Text(candles.Count == 0 ? 0 : candles.OpenTimes[0])} to {Text(candles.EndTime)}, "
                    + $"as long as those of {candles.Coin}.");
        var recipe = features.Recipe(meta.FeatureSet).For(input);
        RefuseMismatch("feature hash", meta.FeatureHash, recipe.Hash);
        var last = candles.Count - 1;
        if (last < model.FirstBar)
            throw new InputRefusedException($"{candles.Unit} has {candles.Count} candles; its model needs {model.FirstBar + 1}.");

        var columns = recipe.Compute(input).Columns;
        var forecast = model.Forecast(columns, [last]);
        var volatility = gate.Guard.VolatilityRatio(candles, last);
        var age = now is { } present ? new CandleAge(candles, present) : (CandleAge?)null;
        return Judge(
            meta, forecast.Predictions[0], volatility, age,
            age?.Refusal ?? FarOut(model, Array.ConvertAll(columns, column => column[last])),
            candles.Marked[^1] ? "the last candle stands in for a missing one" : null,
            regimes is null ? MarketRegime.Unknown : UnitRegimes.Served(regimes, candles)[last], served) with
        {
            Span = forecast.Sides is [0] ? null : forecast.Spans[0],
            Volatility = last < TrailingVolatility.Settled ? null : TrailingVolatility.Last(candles),
        };
    }

    /// <summary>Forecasts the last of some bars whose features are known. Without candles the volatility raises no bar, and the regime is
    /// unknown.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">As <see cref="TrainedModel.PredictLast"/> takes them.</param>
    /// <param name="closed">When the last bar closed, UTC; null where it is not known, and then the forecast is not to be traded.</param>
    /// <param name="now">The present, UTC.</param>
    /// <param name="served">In which regimes the model may trade by newer verdicts; null takes its own.</param>
    /// <exception cref="InputRefusedException">There are too few bars, or one has another number of features.</exception>
    public JudgedForecast Judge(
        TrainedModel model, IReadOnlyList<IReadOnlyList<double>> rows, DateTimeOffset? closed, DateTimeOffset now,
        RegimeFilter? served = null)
    {
        var age = closed is { } at ? new CandleAge(at, now, model.Meta.Timeframe) : (CandleAge?)null;
        var prediction = model.PredictLast(rows);
        var late = age is { } known ? known.Refusal : "the age of the features is not known: give the time their last bar closed";
        return Judge(model.Meta, prediction, double.NaN, age, late ?? FarOut(model, [.. rows[^1]]), null, MarketRegime.Unknown, served);
    }

    // Only its own bar: a bar far out that it also reads would else refuse the forecasts of all bars that look back on it.
    private static string? FarOut(TrainedModel model, double[] row) =>
        model.Reference is { } reference && DriftMonitor.JudgeRow(reference, row) is { Level: not DriftLevel.Ok } far ? far.Reason : null;

    // Age and data come first: a forecast of the past or from wrong numbers is no forecast, whatever the gate says of the coin.
    private JudgedForecast Judge(
        ModelMeta meta, Prediction prediction, double volatility, CandleAge? age, string? invalid, string? mark, MarketRegime regime,
        RegimeFilter? served)
    {
        var decision = gate.ShouldTrade(meta.Coin, prediction.Confidence, volatility);
        var filtered = invalid ?? (decision.ShouldTrade
            ? (served ?? filter).Refusal(regime) ?? Objection(meta, prediction, mark)
            : decision.Reason);
        if (filtered is not null)
            decision = decision with { ShouldTrade = false, SizeFactor = 0, Reason = filtered };
        return new JudgedForecast(prediction, decision, filtered, age) { Regime = regime };
    }

    private static string? Objection(ModelMeta meta, Prediction prediction, string? mark)
    {
        if (prediction.Direction == 0)
            return "the forecast is flat";
        if (mark is not null)
            return mark;
        return prediction.Confidence < meta.EntryThreshold
            ? FormattableString.Invariant(
                $"confidence {(double)prediction.Confidence:0.###} is below the model's entry threshold {meta.EntryThreshold:0.##}")
            : null;
    }

    private static string Text(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static void RefuseMismatch(string what, string model, string data)
    {
        if (model != data)
            throw new InputRefusedException($"The model's {what} is {model}, the data's is {data}; they must be the same.");
    }
}
