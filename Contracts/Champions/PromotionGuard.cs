namespace Huracan.Contracts.Champions;

/// <summary>One condition of promotion beside the evidence.</summary>
/// <param name="Name">What is asked: <c>track_record</c>, <c>trades</c>, <c>drawdown</c>, <c>profit_not_worse</c>,
/// <c>forecasts_not_worse</c>, or <c>regime_not_worse:{regime}</c> for each regime.</param>
/// <param name="Value">What was measured; NaN where undefined, which does not hold.</param>
/// <param name="Limit">What it is compared with.</param>
/// <param name="Holds">Whether it allows promotion.</param>
/// <param name="Final">Whether it fails for good, so that the verdict is KEEP; false while it holds.</param>
public sealed record PromotionGuard(string Name, double Value, double Limit, bool Holds, bool Final);
