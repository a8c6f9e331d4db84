using Huracan.Contracts;

namespace Huracan.Engine.Labels;

/// <summary>How forward returns become labels.</summary>
public sealed record LabelOptions
{
    /// <summary>Bars from entry to exit; 1 or more. Default 4.</summary>
    public int Horizon { get; init; } = 4;

    /// <summary>Bars by which the fill is later than the open after the signal; 0 or more. Default 0.</summary>
    public int Latency { get; init; }

    /// <summary>
    /// Size of a log return up to which, included, the label is flat; 0 or more. Default 0.0014, the costs of a round trip of 14 bp:
    /// a move that does not pay them is none.
    /// </summary>
    public double DeadZone { get; init; } = 0.0014;

    /// <summary>
    /// Widens the dead zone to <c>max(DeadZone, k·σ_t·√Horizon)</c> with σ_t the trailing volatility of one bar, known at the close of t;
    /// k, 0 or more. Default 0, which leaves it fixed.
    /// </summary>
    public double VolatilityMultiple { get; init; }

    /// <summary>
    /// Span of the exponential weights of σ_t, bars; 2 or more. Default 100. Used with a <see cref="VolatilityMultiple"/> only.
    /// </summary>
    public int VolatilitySpan { get; init; } = 100;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="InputRefusedException">Names the value and its rule.</exception>
    public void Validate()
    {
        if (Horizon < 1)
            throw new InputRefusedException($"labels: Horizon is {Horizon}; it must be 1 or more.");
        if (Latency < 0)
            throw new InputRefusedException($"labels: Latency is {Latency}; it must be 0 or more.");
        if (!(DeadZone >= 0 && double.IsFinite(DeadZone)))
            throw new InputRefusedException($"labels: DeadZone is {DeadZone}; it must be 0 or more.");
        if (!(VolatilityMultiple >= 0 && double.IsFinite(VolatilityMultiple)))
            throw new InputRefusedException($"labels: VolatilityMultiple is {VolatilityMultiple}; it must be 0 or more.");
        if (VolatilitySpan < 2)
            throw new InputRefusedException($"labels: VolatilitySpan is {VolatilitySpan}; it must be 2 or more.");
    }
}
