using Huracan.Contracts.Hamilton;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>What the intervals of forecasts are made with until another outcome is known.</summary>
/// <param name="Level">Coverage aimed at, between 0 and 1.</param>
/// <param name="Width">What spans are widened by at either end, in trailing volatilities.</param>
public sealed record ServedInterval(double Level, ConformalInterval Width)
{
    /// <summary>What a state says.</summary>
    public static ServedInterval Of(ConformalState state) => new(state.Level, new AdaptiveConformal(state).Current);

    /// <summary>The interval of a forecast that is its value alone.</summary>
    /// <param name="forecast">Expected log return.</param>
    /// <param name="volatility">Trailing volatility at its bar, above 0; null where it is not known.</param>
    public ForecastInterval? Around(double forecast, double? volatility) => Around(new ReturnInterval(forecast, forecast), volatility);

    /// <summary>The interval of a forecast.</summary>
    /// <param name="span">Where it expects the return, before it is widened; null where it expects none.</param>
    /// <param name="volatility">Trailing volatility at its bar, above 0; null where it is not known.</param>
    /// <returns>Null where there is no span, the volatility is not known, or there is no bound.</returns>
    public ForecastInterval? Around(ReturnInterval? span, double? volatility) =>
        span is { } bare && volatility is { } known && Width.Around(bare, known) is { IsBounded: true } interval
            ? new ForecastInterval(Level, interval.Lower, interval.Upper)
            : null;
}
