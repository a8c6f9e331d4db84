namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Split conformal prediction of a return (F13): the span that a model forecasts is widened, at either end, by so many times the trailing
/// volatility as were enough on a calibration block. The score of a forecast is how far the outcome lay outside of its span, over the
/// volatility; inside it is below 0. A span is the outer quantiles where the model has a value head (conformalized quantile regression:
/// Romano, Patterson and Candès, 2019), else the forecast value alone. By the volatility the width follows a break of it at once.
/// </summary>
/// <param name="Quantile">The score that is enough; infinity where none of the block is, below 0 where spans are too wide.</param>
public readonly record struct ConformalInterval(double Quantile)
{
    /// <summary>
    /// Takes the ⌈(n+1)(1−α)⌉-th smallest score: of exchangeable scores the next is at most that with a probability of 1 − α.
    /// </summary>
    /// <param name="sorted">Scores of the block, ascending.</param>
    /// <param name="alpha">
    /// Share of outcomes outside. At 0 and below, or with too few scores for it, the interval is without bounds; at 1 and above the least
    /// score is enough, or 0 where that is less.
    /// </param>
    public static ConformalInterval Of(IReadOnlyList<double> sorted, double alpha)
    {
        // A hair less, so that (n+1)(1−α) which is a whole number but for rounding is not taken one further.
        var rank = Math.Ceiling((sorted.Count + 1) * (1 - alpha) - 1e-9);
        if (rank > sorted.Count)
            return new ConformalInterval(double.PositiveInfinity);
        if (sorted.Count == 0)
            return new ConformalInterval(0);
        return new ConformalInterval(rank < 1 ? Math.Min(0, sorted[0]) : sorted[(int)rank - 1]);
    }

    /// <summary>Score of a forecast.</summary>
    /// <param name="span">Where the return was expected to lie.</param>
    /// <param name="outcome">The log return that occurred.</param>
    /// <param name="volatility">Volatility known when the forecast was made, above 0; 1 throughout does not normalise.</param>
    public static double Score(ReturnInterval span, double outcome, double volatility) =>
        Math.Max(span.Lower - outcome, outcome - span.Upper) / volatility;

    /// <summary>Score of a forecast that is its value alone.</summary>
    /// <param name="forecast">Expected log return.</param>
    /// <param name="outcome">The log return that occurred.</param>
    /// <param name="volatility">Volatility known when the forecast was made, above 0.</param>
    public static double Score(double forecast, double outcome, double volatility) =>
        Score(new ReturnInterval(forecast, forecast), outcome, volatility);

    /// <summary>The interval of a forecast.</summary>
    /// <param name="span">Where the return is expected to lie.</param>
    /// <param name="volatility">Volatility known when it is made, above 0.</param>
    /// <returns>The middle of the span alone where more than all of it is taken away.</returns>
    public ReturnInterval Around(ReturnInterval span, double volatility)
    {
        var (lower, upper) = (span.Lower - Quantile * volatility, span.Upper + Quantile * volatility);
        if (lower <= upper)
            return new(lower, upper);
        var middle = (span.Lower + span.Upper) / 2;
        return new(middle, middle);
    }

    /// <summary>The interval of a forecast that is its value alone.</summary>
    /// <param name="forecast">Expected log return.</param>
    /// <param name="volatility">Volatility known when it is made, above 0.</param>
    public ReturnInterval Around(double forecast, double volatility) => Around(new ReturnInterval(forecast, forecast), volatility);
}
