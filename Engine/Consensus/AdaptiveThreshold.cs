using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Quality;

namespace Huracan.Engine.Consensus;

/// <summary>How much agreement a bar asks for: the threshold chosen on validation, raised in panic, in empty and in wild markets.</summary>
public sealed class AdaptiveThreshold
{
    private readonly ConsensusOptions options;
    private readonly VolatilityGuard guard;
    private readonly Ramp ramp;

    /// <summary>Sets it.</summary>
    /// <exception cref="InputRefusedException">A setting is out of its range; the message names key and value.</exception>
    public AdaptiveThreshold(ConsensusOptions options)
    {
        this.options = options;
        guard = new VolatilityGuard(options.Volatility);
        ramp = new Ramp(options.Volatility.RatioFrom, options.Volatility.RatioTo);
    }

    /// <summary>What the chosen threshold is multiplied by, 1 or more.</summary>
    /// <param name="regime">The regime at the bar.</param>
    /// <param name="volatilityRatio">Current over usual volatility; NaN raises nothing.</param>
    public double Factor(MarketRegime regime, double volatilityRatio)
    {
        var byRegime = regime switch
        {
            MarketRegime.Panic => options.PanicFactor,
            MarketRegime.Illiquid => options.IlliquidFactor,
            _ => 1,
        };
        return byRegime * (1 + options.Volatility.MaxRaise * ramp.At(volatilityRatio));
    }

    /// <summary>The same at the close of a bar.</summary>
    public double Factor(MarketRegime regime, CandleSeries candles, int bar) => Factor(regime, guard.VolatilityRatio(candles, bar));

    /// <summary>The level of a score.</summary>
    /// <param name="score">S, -1 to 1.</param>
    /// <param name="threshold">The bar's own threshold, above 0.</param>
    public ConsensusLevel LevelOf(double score, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var size = Math.Abs(score);
        if (size >= options.StrongFrom * threshold)
            return ConsensusLevel.Strong;
        if (size >= threshold)
            return ConsensusLevel.Moderate;
        return size >= options.WeakFrom * threshold ? ConsensusLevel.Weak : ConsensusLevel.None;
    }
}
