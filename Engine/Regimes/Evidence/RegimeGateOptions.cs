using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>What a family must show in a regime.</summary>
public sealed record RegimeGateOptions : IValidatableObject
{
    /// <summary>
    /// Probability at most with which a family without an edge is enabled anywhere, above 0, up to 0.5. Default 0.05.
    /// </summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Trades below which a regime has too few, 2 to 1,000,000. Default 30.</summary>
    public int MinTrades { get; init; } = 30;

    /// <summary>Days with a trade below which a regime has too few, 2 to 100,000. Default 10: they are what the error rests on.</summary>
    public int MinDays { get; init; } = 10;

    /// <summary>What becomes of regimes with too few: <c>pooled</c> or <c>disabled</c>. Default pooled.</summary>
    public ThinData ThinData { get; init; } = ThinData.Pooled;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Level is not (> 0 and <= 0.5))
            yield return Failure(Level, "lie in (0, 0.5]", nameof(Level));
        if (MinTrades is not (>= 2 and <= 1_000_000))
            yield return Failure(MinTrades, "lie in [2, 1000000]", nameof(MinTrades));
        if (MinDays is not (>= 2 and <= 100_000))
            yield return Failure(MinDays, "lie in [2, 100000]", nameof(MinDays));
        if (!Enum.IsDefined(ThinData))
            yield return Failure((int)ThinData, "be pooled or disabled", nameof(ThinData));
    }

    private static ValidationResult Failure(double value, string rule, string member) =>
        new(FormattableString.Invariant($"is {value}; it must {rule}."), [member]);
}
