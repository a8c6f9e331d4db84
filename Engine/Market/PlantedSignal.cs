using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// A signal put into simulated candles whose worth is known. An <em>event</em> is a candle with many times the usual volume and twice
/// the usual range; the sign of its close minus its open is its direction. The oracle enters in that direction at the open of the next
/// candle, leaves <see cref="Horizon"/> candles later at the open, and pays the round trip. No event begins while it is in a trade.
/// </summary>
/// <remarks>
/// <para>
/// How the drift is solved. Let H be the horizon, p the probability of an event on a candle on which one may begin, c the cost as a
/// fraction of the notional, σ the standard deviation of a candle's return (open to open) and μ the drift per candle inside a trade. An
/// event at t bars the next H candles, so trades begin every H + 1/p candles on average: at the rate λ = 1/(H + 1/p). With one unit of
/// notional and the cost charged where the trade begins, the oracle's net return per candle R has
/// E[R] = λ(Hμ − c) and E[R²] = λ(H(σ² + μ²) − 2cμ + c²). The annualised Sharpe ratio is √N·E[R]/√(E[R²] − E[R]²) for N candles a
/// year; with S = Sharpe/√N this gives λ(1 + S²)(Hμ − c)² = S²(H(σ² + μ²) − 2cμ + c²), whose larger root is
/// μ = (c + √(S²(H²σ² + (H−1)c²) / (λ(1 + S²)H − S²))) / H. Where the divisor is not positive, no drift is enough: being in the market
/// so seldom makes the returns vary too much even without noise.
/// </para>
/// </remarks>
public sealed record PlantedSignal : IValidatableObject
{
    /// <summary>Probability of an event on a candle on which one may begin; above 0, at most 0.5. Default 0.02.</summary>
    public double Probability { get; init; } = 0.02;

    /// <summary>Candles the drift lasts, from the open after the event; 1 to 1,000. Default 4.</summary>
    public int Horizon { get; init; } = 4;

    /// <summary>Cost of a round trip that the oracle pays, basis points of the notional; 0 to 1,000. Default 14.</summary>
    public double RoundTripCostBps { get; init; } = 14;

    /// <summary>Annualised Sharpe ratio of the oracle after costs; 0 to 50. Default 3.</summary>
    public double NetSharpe { get; init; } = 3;

    /// <summary>Trades per candle, λ.</summary>
    public double TradesPerBar => 1 / (Horizon + 1 / Probability);

    /// <summary>Drift per candle inside a trade, as a simple return, that gives the oracle its Sharpe ratio.</summary>
    /// <param name="barVolatility">Standard deviation of a candle's simple return, σ.</param>
    /// <param name="timeframe">Length of a candle.</param>
    /// <exception cref="InputRefusedException">No drift can give so high a Sharpe ratio with so few events.</exception>
    public double DriftPerBar(double barVolatility, Timeframe timeframe)
    {
        double h = Horizon, cost = RoundTripCostBps / 10_000;
        var s2 = NetSharpe * NetSharpe / timeframe.BarsPerYear;
        var room = TradesPerBar * (1 + s2) * h - s2;
        if (room <= 0)
        {
            throw new InputRefusedException(
                $"'simulation.signal' has a net Sharpe of {NetSharpe}, which cannot be had from events with probability {Probability} and "
                    + $"horizon {Horizon} at "
                + $"{timeframe}; make events more frequent.");
        }
        return (cost + Math.Sqrt(s2 * (h * h * barVolatility * barVolatility + (h - 1) * cost * cost) / room)) / h;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Probability is not (> 0 and <= 0.5))
            yield return new ValidationResult($"is {Probability}; it must lie in (0, 0.5].", [nameof(Probability)]);
        if (Horizon is < 1 or > 1_000)
            yield return new ValidationResult($"is {Horizon}; it must lie in [1, 1000].", [nameof(Horizon)]);
        if (RoundTripCostBps is not (>= 0 and <= 1_000))
            yield return new ValidationResult($"is {RoundTripCostBps}; it must lie in [0, 1000].", [nameof(RoundTripCostBps)]);
        if (NetSharpe is not (>= 0 and <= 50))
            yield return new ValidationResult($"is {NetSharpe}; it must lie in [0, 50].", [nameof(NetSharpe)]);
    }
}
