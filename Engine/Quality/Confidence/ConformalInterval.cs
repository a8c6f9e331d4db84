namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Split conformal prediction of a return (F13): the interval is the forecast plus and minus so many times the trailing volatility as were
/// enough on a calibration block. The score of a forecast is |outcome − forecast| / volatility, so that the width follows the volatility at
/// once.
/// </summary>
/// <param name="Quantile">The score that is enough; infinity where none of the block is.</param>
public readonly record struct ConformalInterval(double Quantile)
{
    /// <summary>
    /// Takes the ⌈(n+1)(1−α)⌉-th smallest score: of exchangeable scores the next is at most that with a probability of 1 − α.
    /// </summary>
    /// <param name="sorted">Scores of the block, ascending.</param>
    /// <param name="alpha">
    /// Share of outcomes outside. At 0 and below, or with too few scores for it, the interval is without bounds; at 1 and above it is the
    /// forecast alone.
    /// </param>
    public static ConformalInterval Of(IReadOnlyList<double> sorted, double alpha)
    {
        // A hair less, so that (n+1)(1−α) which is a whole number but for rounding is not taken one further.
        var rank = Math.Ceiling((sorted.Count + 1) * (1 - alpha) - 1e-9);
        return new ConformalInterval(rank > sorted.Count ? double.PositiveInfinity : rank < 1 ? 0 : sorted[(int)rank - 1]);
    }

    /// <summary>Score of a forecast.</summary>
    /// <param name="forecast">Expected log return.</param>
    /// <param name="outcome">The log return that occurred.</param>
    /// <param name="volatility">Volatility known when the forecast was made, above 0; 1 throughout does not normalise.</param>
    public static double Score(double forecast, double outcome, double volatility) => Math.Abs(outcome - forecast) / volatility;

    /// <summary>The interval of a forecast.</summary>
    /// <param name="forecast">Expected log return.</param>
    /// <param name="volatility">Volatility known when it is made, above 0.</param>
    public ReturnInterval Around(double forecast, double volatility) =>
        new(forecast - Quantile * volatility, forecast + Quantile * volatility);
}
