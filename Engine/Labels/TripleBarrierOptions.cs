using Huracan.Contracts;

namespace Huracan.Engine.Labels;

/// <summary>The three barriers of <see cref="TripleBarrierLabeler"/>.</summary>
public sealed record TripleBarrierOptions
{
    /// <summary>Bars from entry to the vertical barrier; 1 or more. Default 20.</summary>
    public int Horizon { get; init; } = 20;

    /// <summary>Bars by which the fill is later than the open after the signal; 0 or more. Default 0.</summary>
    public int Latency { get; init; }

    /// <summary>Distance of the profit barrier in targets σ_t, pt; above 0, infinity for none. Default 1.</summary>
    public double ProfitMultiple { get; init; } = 1;

    /// <summary>Distance of the stop barrier in targets σ_t, sl; above 0, infinity for none. Default 1.</summary>
    public double StopMultiple { get; init; } = 1;

    /// <summary>
    /// Size of a log return below which the vertical barrier gives a flat label; 0 or more. Default 0.0014, a round trip of 14 bp.
    /// </summary>
    public double MinReturn { get; init; } = 0.0014;

    /// <summary>Span of the exponential weights over daily returns, days; 2 or more. Default 100.</summary>
    public int SpanDays { get; init; } = 100;

    /// <summary>Days of daily returns to have seen before there is a target; 2 or more. Default 10.</summary>
    public int WarmUpDays { get; init; } = 10;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="InputRefusedException">Names the value and its rule.</exception>
    public void Validate()
    {
        if (Horizon < 1)
            throw new InputRefusedException($"triple barrier: Horizon is {Horizon}; it must be 1 or more.");
        if (Latency < 0)
            throw new InputRefusedException($"triple barrier: Latency is {Latency}; it must be 0 or more.");
        if (!(ProfitMultiple > 0))
            throw new InputRefusedException($"triple barrier: ProfitMultiple is {ProfitMultiple}; it must be above 0.");
        if (!(StopMultiple > 0))
            throw new InputRefusedException($"triple barrier: StopMultiple is {StopMultiple}; it must be above 0.");
        if (!(MinReturn >= 0 && double.IsFinite(MinReturn)))
            throw new InputRefusedException($"triple barrier: MinReturn is {MinReturn}; it must be 0 or more.");
        if (SpanDays < 2 || WarmUpDays < 2)
            throw new InputRefusedException($"triple barrier: SpanDays is {SpanDays} and WarmUpDays {WarmUpDays}; both must be 2 or more.");
    }
}
