using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Http.Schedules;

/// <summary>What came of a unit of the factory on a day.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">Horizon of the challenger, bars; null without one.</param>
/// <param name="Outcome">As of <see cref="FactoryUnit.Outcome"/>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Version">Version of the champion now; null where there is none.</param>
/// <param name="Verdict">What the comparison came to; null without a challenger.</param>
public sealed record DailyUnit(
    string Coin, Timeframe Timeframe, int? Horizon, string Outcome, string Reason, string? Version, PromotionVerdict? Verdict)
{
    /// <summary>That of a unit in the factory's report.</summary>
    public static DailyUnit Of(FactoryUnit unit) => new(
        unit.Coin, unit.Timeframe, unit.Horizon, unit.Outcome, unit.Reason, unit.Champion, unit.Promotion?.Verdict);
}
