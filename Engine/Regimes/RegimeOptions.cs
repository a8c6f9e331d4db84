using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Regimes;

/// <summary>
/// How regimes are told. Each is entered at one threshold and left at another, so that a measure that trembles around one of them changes
/// nothing.
/// </summary>
public sealed record RegimeOptions : IValidatableObject
{
    /// <summary>What tells them: <c>rules</c> or <c>hmm</c>. Default rules, which need no training.</summary>
    public RegimeKind Kind { get; init; } = RegimeKind.Rules;

    /// <summary>Days the current volatility and volume are measured over, 0.01 to 365. Default 1: hours of the day cancel.</summary>
    public double CurrentDays { get; init; } = 1;

    /// <summary>Days before them whose averages are the coin's usual volatility and volume, 0.01 to 3650. Default 30.</summary>
    public double NormDays { get; init; } = 30;

    /// <summary>Days over which a trend and the fall from the highest close are measured, 0.01 to 365. Default 3.</summary>
    public double TrendDays { get; init; } = 3;

    /// <summary>Bars a regime lasts at least, 1 to 10,000. Default 4.</summary>
    public int MinBars { get; init; } = 4;

    /// <summary>Current over usual dollar volume up to which a market is illiquid; 0 or more. Default 0.25.</summary>
    public double IlliquidEnter { get; init; } = 0.25;

    /// <summary>Current over usual dollar volume from which it no longer is; above <see cref="IlliquidEnter"/>. Default 0.4.</summary>
    public double IlliquidLeave { get; init; } = 0.4;

    /// <summary>Share of current bars without volume from which a market is illiquid; above 0, up to 1. Default 0.5.</summary>
    public double EmptyEnter { get; init; } = 0.5;

    /// <summary>Share of current bars without volume up to which it no longer is; below <see cref="EmptyEnter"/>. Default 0.25.</summary>
    public double EmptyLeave { get; init; } = 0.25;

    /// <summary>Current over usual volatility from which a fallen market is in panic; positive. Default 2.</summary>
    public double PanicEnter { get; init; } = 2;

    /// <summary>Current over usual volatility below which it no longer is; below <see cref="PanicEnter"/>. Default 1.5.</summary>
    public double PanicLeave { get; init; } = 1.5;

    /// <summary>
    /// Fall of the close from its highest in the trend's days that a panic needs to begin, in usual moves over as many days; 0 or more.
    /// Default 1.
    /// </summary>
    public double PanicFall { get; init; } = 1;

    /// <summary>
    /// Size of the trend's t-statistic from which a market trends; positive. Default 1.5, which chance passes one time in seven.
    /// </summary>
    public double TrendEnter { get; init; } = 1.5;

    /// <summary>Size of the trend's t-statistic below which it no longer does; below <see cref="TrendEnter"/>. Default 0.75.</summary>
    public double TrendLeave { get; init; } = 0.75;

    /// <summary>
    /// Filtered probability from which the hidden Markov model changes to a regime, above 0.5, below 1: between it and its complement
    /// nothing changes. Default 0.7.
    /// </summary>
    public double EnterProbability { get; init; } = 0.7;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (bool Holds, double Value, string Rule, string Name)[] rules =
        [
            (Enum.IsDefined(Kind), (int)Kind, "be rules or hmm", nameof(Kind)),
            (CurrentDays is >= 0.01 and <= 365, CurrentDays, "lie in [0.01, 365]", nameof(CurrentDays)),
            (NormDays is >= 0.01 and <= 3650, NormDays, "lie in [0.01, 3650]", nameof(NormDays)),
            (TrendDays is >= 0.01 and <= 365, TrendDays, "lie in [0.01, 365]", nameof(TrendDays)),
            (MinBars is >= 1 and <= 10_000, MinBars, "lie in [1, 10000]", nameof(MinBars)),
            (IsUsable(IlliquidEnter), IlliquidEnter, "be 0 or more", nameof(IlliquidEnter)),
            (double.IsFinite(IlliquidLeave) && IlliquidLeave > IlliquidEnter, IlliquidLeave,
                FormattableString.Invariant($"lie above illiquid_enter, {IlliquidEnter}"), nameof(IlliquidLeave)),
            (EmptyEnter is > 0 and <= 1, EmptyEnter, "lie in (0, 1]", nameof(EmptyEnter)),
            (IsUsable(EmptyLeave) && EmptyLeave < EmptyEnter, EmptyLeave, Below(EmptyEnter, "empty_enter"), nameof(EmptyLeave)),
            (IsUsable(PanicEnter) && PanicEnter > 0, PanicEnter, "be above 0", nameof(PanicEnter)),
            (IsUsable(PanicLeave) && PanicLeave < PanicEnter, PanicLeave, Below(PanicEnter, "panic_enter"), nameof(PanicLeave)),
            (IsUsable(PanicFall), PanicFall, "be 0 or more", nameof(PanicFall)),
            (IsUsable(TrendEnter) && TrendEnter > 0, TrendEnter, "be above 0", nameof(TrendEnter)),
            (IsUsable(TrendLeave) && TrendLeave < TrendEnter, TrendLeave, Below(TrendEnter, "trend_enter"), nameof(TrendLeave)),
            (EnterProbability is > 0.5 and < 1, EnterProbability, "lie in (0.5, 1)", nameof(EnterProbability)),
        ];
        return rules.Where(rule => !rule.Holds)
            .Select(rule => new ValidationResult(FormattableString.Invariant($"is {rule.Value}; it must {rule.Rule}."), [rule.Name]));
    }

    private static bool IsUsable(double value) => value >= 0 && double.IsFinite(value);

    private static string Below(double value, string name) => FormattableString.Invariant($"be 0 or more and lie below {name}, {value}");
}
