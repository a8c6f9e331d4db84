using Huracan.Engine.Labels;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// What a forecast and its outcome say of direction, to <see cref="DirectionWorth"/> and to <see cref="DirectionDetector"/>.
/// </summary>
public static class DirectionEvidence
{
    /// <summary>
    /// The forecast with its outcome. Where labels have sides the direction is whether the side pays, since the class against it is never
    /// forecast: up is that it pays, down that it fails, and none is flat. Without a side there is neither direction nor outcome.
    /// </summary>
    /// <param name="labels">The labels.</param>
    /// <param name="bar">The forecast's bar.</param>
    /// <param name="forecast">The forecast.</param>
    /// <returns>-1, 0 or 1 as the outcome; null where it is not known.</returns>
    public static (Prediction Forecast, int? Outcome) Of(LabelSet labels, int bar, Prediction forecast)
    {
        int? outcome = labels.Has(bar) ? labels.Classes[bar] : null;
        if (labels.Sides is not { } sides)
            return (forecast, outcome);
        if (sides[bar] == 0)
            return (new Prediction(0, 1, 0, 0), null);
        var pays = sides[bar] > 0 ? forecast.Up : forecast.Down;
        return (new Prediction(forecast.Flat, 0, pays, forecast.Value), outcome is { } known ? known == sides[bar] ? 1 : -1 : null);
    }
}
