using Huracan.Api.Faults;
using Huracan.Api.Metrics;
using Huracan.Api.Models;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline;
using Huracan.Storage.Cluster;

namespace Huracan.Api.Hamilton;

/// <summary>Makes a forecast with a unit's latest model, asks the gate, and has the decision written down.</summary>
internal sealed class Forecaster(ModelViews models, ModelShelf shelf, Gates gates, DecisionWriter decisions, ApiMetrics metrics, TimeProvider time)
{
    public async Task<PredictResponse> PredictAsync(UnitId unit, PredictRequest request, CancellationToken cancellationToken)
    {
        PredictInput.Check(request, unit, time.GetUtcNow());
        var current = await models.CurrentAsync(unit, cancellationToken);
        return await shelf.UseAsync(
            current,
            async model =>
            {
                var gate = await gates.OfAsync(model.Row, cancellationToken);
                var judged = await model.UseAsync(
                    (trained, features) =>
                    {
                        RefuseWithoutBitcoin(request, trained.Meta, features);
                        var forecaster = new LiveForecaster(features, gate);
                        return request.Features is { } rows
                            ? forecaster.Judge(trained, rows)
                            : forecaster.Judge(trained, PredictInput.Series(unit.Coin, unit.Timeframe, request.Candles!), Bitcoin(unit, request)); // one of the two, as checked
                    },
                    cancellationToken);
                return Answer(unit, model.Row, judged);
            },
            cancellationToken);
    }

    // Without them the features would be others, and the refusal would speak of hashes.
    private static void RefuseWithoutBitcoin(PredictRequest request, ModelMeta meta, FeatureSets features)
    {
        if (request is { Candles: not null, BitcoinCandles: null } && features.Recipe(meta.FeatureSet) is { NeedsBtc: true } recipe && recipe.Hash == meta.FeatureHash)
            throw new RequestFaultsException("bitcoin_candles", $"The model has features of {RunPlan.Bitcoin}: give its candles over the same span.");
    }

    private PredictResponse Answer(UnitId unit, RankingRow model, JudgedForecast judged)
    {
        var (forecast, verdict, _) = judged;
        decisions.Add(new Decision(time.GetUtcNow(), unit, model.RunId, forecast.Direction, forecast.Confidence, verdict));
        metrics.Predicted(verdict.ShouldTrade);
        return new PredictResponse(
            unit.Coin, unit.Timeframe, model.RunId, model.Family, model.Horizon, forecast.Down, forecast.Flat, forecast.Up, forecast.Direction, forecast.Value, forecast.Confidence, verdict);
    }

    private static Engine.Market.CandleSeries? Bitcoin(UnitId unit, PredictRequest request) =>
        request.BitcoinCandles is { } rows ? PredictInput.Series(RunPlan.Bitcoin, unit.Timeframe, rows) : null;
}
