using Huracan.Api.Decisions;
using Huracan.Api.Errors;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Decisions;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Hamilton;

namespace Huracan.Api.Hamilton;

/// <summary>Forecasts with champions, and records what their gates decide.</summary>
internal sealed class ChampionForecaster(FolderHamilton hamilton, DecisionWriter decisions, ApiMetrics metrics, TimeProvider time)
{
    /// <exception cref="InputRefusedException">As <see cref="IHamilton"/> refuses.</exception>
    /// <exception cref="RequestValidationException">The request has neither features nor candles, or keys of both.</exception>
    public async Task<ChampionForecast> PredictAsync(
        string coin, string horizon, Timeframe? timeframe, ForecastRequest request, CancellationToken cancellationToken)
    {
        var forecast = request switch
        {
            { Rows: { } rows, Candles: null, Bitcoin: null } => await hamilton.PredictAsync(
                coin, horizon, new NamedFeatures(rows, request.ClosedAt), timeframe, cancellationToken),
            { Candles: { } candles, Rows: null, ClosedAt: null } => await hamilton.PredictAsync(
                coin, horizon, new RecentCandles(candles, request.Bitcoin), timeframe, cancellationToken),
            _ => throw new RequestValidationException(
                "rows", "Give either 'rows', with 'closed_at', or 'candles', with 'bitcoin' where the champion reads it."),
        };
        var unit = new UnitId(forecast.Coin, forecast.Timeframe);
        decisions.Add(new Decision(time.GetUtcNow(), unit, forecast.Version, forecast.Class, forecast.Confidence, forecast.Gate));
        metrics.Predicted(forecast.Gate.ShouldTrade);
        return forecast;
    }
}
