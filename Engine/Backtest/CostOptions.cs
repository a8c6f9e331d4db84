using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Backtest;

/// <summary>
/// What trading costs. Every leg pays a fee on its notional; an aggressive leg (all but a maker target) pays half the spread,
/// slippage and square-root impact on top. Defaults suit a liquid crypto perpetual at an ordinary fee level.
/// Source: formulas F12 (Tóth et al. 2011; Donier and Bonart 2015) and F14.
/// </summary>
public sealed record CostOptions
{
    /// <summary>No fee, spread, slippage, impact nor stand-in for missing funding; rates in a funding file still count.</summary>
    public static CostOptions Zero { get; } = new()
    {
        TakerFeeBps = 0,
        MakerFeeBps = 0,
        HalfSpreadBps = 0,
        SlippageBps = 0,
        ImpactY = 0,
        MissingFundingBps = 0,
    };

    /// <summary>Fee of an aggressive leg, basis points of its notional. Default 5.</summary>
    [Range(0, 10_000)]
    public double TakerFeeBps { get; init; } = 5;

    /// <summary>Fee of a resting order, basis points; negative for a rebate. Default 2.</summary>
    [Range(-10_000, 10_000)]
    public double MakerFeeBps { get; init; } = 2;

    /// <summary>Half the spread, basis points, 0 or more. Default 1.</summary>
    [Range(0, 10_000)]
    public double HalfSpreadBps { get; init; } = 1;

    /// <summary>Slippage of an aggressive leg, basis points, 0 or more. Default 1.</summary>
    [Range(0, 10_000)]
    public double SlippageBps { get; init; } = 1;

    /// <summary>
    /// Y of the square-root law, 0 or more; a leg of notional Q pays ⅔·Y·σ_D·√(Q/V_D) of it, a round trip twice that. Default 1.
    /// </summary>
    [Range(0, 10_000)]
    public double ImpactY { get; init; } = 1;

    /// <summary>
    /// Whether a target is a resting limit order, which pays the maker fee and neither spread, slippage nor impact. Default true.
    /// </summary>
    public bool MakerTargets { get; init; } = true;

    /// <summary>Whether positions pay funding at all: false for spot. Default true.</summary>
    public bool HasFunding { get; init; } = true;

    /// <summary>Charged to either side for each 8 hours whose funding rate is not known, basis points. Default 1.</summary>
    [Range(0, 10_000)]
    public double MissingFundingBps { get; init; } = 1;

    /// <summary>
    /// Fee, spread and slippage of two aggressive legs, basis points: the least a trade must earn. Impact depends on size and is left out.
    /// </summary>
    public double RoundTripBps => 2 * (TakerFeeBps + HalfSpreadBps + SlippageBps);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not finite, or negative where it must not be.</exception>
    public void Validate()
    {
        NotNegative(TakerFeeBps, nameof(TakerFeeBps));
        NotNegative(HalfSpreadBps, nameof(HalfSpreadBps));
        NotNegative(SlippageBps, nameof(SlippageBps));
        NotNegative(ImpactY, nameof(ImpactY));
        NotNegative(MissingFundingBps, nameof(MissingFundingBps));
        if (!double.IsFinite(MakerFeeBps))
            throw new ArgumentOutOfRangeException(nameof(MakerFeeBps), MakerFeeBps, "A fee is a finite number of basis points.");
    }

    private static void NotNegative(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(name, value, "A cost is finite and not negative.");
    }
}
