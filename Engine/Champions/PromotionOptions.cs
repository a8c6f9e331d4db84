using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Champions;

/// <summary>How much evidence a promotion asks for.</summary>
public sealed record PromotionOptions : IValidatableObject
{
    /// <summary>
    /// α: probability at most that a challenger which is no better is ever promoted, over all challengers tried together; above 0, at
    /// most 0.5. Default 0.05.
    /// </summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Fewest closed trades of the challenger, 0 or more. Default 100.</summary>
    public int LeastTrades { get; init; } = 100;

    /// <summary>Most that the challenger's maximum drawdown may be, in those of the champion, above 0. Default 1.1.</summary>
    public double DrawdownRatio { get; init; } = 1.1;

    /// <summary>Most that the challenger's maximum drawdown may be against cash; above 0, at most 1. Default 0.25.</summary>
    public double CashDrawdown { get; init; } = 0.25;

    /// <summary>Draws of each bootstrap of the report, 99 or more. Default 4,999.</summary>
    public int Draws { get; init; } = 4_999;

    /// <summary>Length of the bootstraps' blocks in days, 1 or more; null takes <c>BlockLength.Of</c>. Default null.</summary>
    public int? BlockDays { get; init; }

    /// <summary>Seed of the bootstraps. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(Alpha is > 0 and <= 0.5))
            yield return Failure(Alpha, "lie in (0, 0.5]", nameof(Alpha));
        if (LeastTrades < 0)
            yield return Failure(LeastTrades, "be 0 or more", nameof(LeastTrades));
        if (!(DrawdownRatio > 0 && double.IsFinite(DrawdownRatio)))
            yield return Failure(DrawdownRatio, "be above 0", nameof(DrawdownRatio));
        if (!(CashDrawdown is > 0 and <= 1))
            yield return Failure(CashDrawdown, "lie in (0, 1]", nameof(CashDrawdown));
        if (Draws < 99)
            yield return Failure(Draws, "be 99 or more", nameof(Draws));
        if (BlockDays < 1)
            yield return Failure(BlockDays.Value, "be 1 or more", nameof(BlockDays));
    }

    private static ValidationResult Failure(double value, string rule, string member) =>
        new(FormattableString.Invariant($"is {value}; it must {rule}."), [member]);
}
