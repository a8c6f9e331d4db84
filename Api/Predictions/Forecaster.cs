using Huracan.Api.Decisions;
using Huracan.Api.Models;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Decisions;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Api.Predictions;

/// <summary>Makes a forecast with the model that a run chose for a unit, asks the quality gate, and records the decision.</summary>
internal sealed class Forecaster(
    ModelViews models, ModelCache cache, QualityGateProvider gates, StoredBitcoin storedBitcoin, DecisionWriter decisions,
    ApiMetrics metrics, TimeProvider time)
{
    public async Task<PredictResponse> PredictAsync(UnitKey key, PredictRequest request, CancellationToken cancellationToken)
    {
        var (unit, now) = (key.Unit, time.GetUtcNow());
        PredictInput.Check(request, unit, now);
        gates.RequireModels();
        var chosen = await models.OfRunAsync(key, cancellationToken);
        return await cache.UseAsync(
            chosen,
            async model =>
            {
                var gate = await gates.GetAsync(model, cancellationToken);
                var candles = request.Candles is { } given ? CandleRows.Series(unit.Coin, unit.Timeframe, given) : null;
                var bitcoin = candles is not null && model.ReadsBitcoin
                    ? await BitcoinAsync(model, request, candles, cancellationToken)
                    : null;
                var judged = await model.UseAsync(
                    (trained, features) =>
                    {
                        var forecaster = new LiveForecaster(features, gate);
                        return candles is not null
                            ? forecaster.Judge(trained, candles, bitcoin, now)
                            : forecaster.Judge(trained, request.Features!, PredictInput.ClosedAt(request), now); // one is given, as checked
                    },
                    cancellationToken);
                return Answer(unit, model.Row, judged);
            },
            cancellationToken);
    }

    private async Task<CandleSeries> BitcoinAsync(
        LoadedModel model, PredictRequest request, CandleSeries candles, CancellationToken cancellationToken)
    {
        var given = request.BitcoinCandles is { } rows ? CandleRows.Series(RunPlan.Bitcoin, candles.Timeframe, rows) : null;
        var stored = model.Bitcoin is { } file ? await storedBitcoin.GetAsync(model.Key, file, cancellationToken) : null;
        return BitcoinSpan.Cover(candles, given, stored);
    }

    private PredictResponse Answer(UnitId unit, RankingRow model, JudgedForecast judged)
    {
        var (forecast, verdict, _, age) = judged;
        decisions.Add(new Decision(time.GetUtcNow(), unit, model.RunId, forecast.Direction, forecast.Confidence, verdict));
        metrics.Predicted(verdict.ShouldTrade);
        return new PredictResponse(
            unit.Coin, unit.Timeframe, model.RunId, model.Family, model.Horizon, forecast.Down, forecast.Flat, forecast.Up,
            forecast.Direction, forecast.Value, forecast.Confidence,
            age?.Closed, age?.Bars, verdict);
    }
}
