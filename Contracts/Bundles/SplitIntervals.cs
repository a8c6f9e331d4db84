namespace Huracan.Contracts.Bundles;

/// <summary>The four parts of a unit's time that a model was made and judged on, in order and touching.</summary>
/// <param name="Train">What was fitted on.</param>
/// <param name="Validation">What choices were made on.</param>
/// <param name="Test">What the backtest ran over.</param>
/// <param name="Shadow">What challenger and champion are compared on.</param>
public sealed record SplitIntervals(TimeInterval Train, TimeInterval Validation, TimeInterval Test, TimeInterval Shadow);
