namespace Huracan.Engine.Features;

/// <summary>A specification with the feature made from it.</summary>
/// <param name="Spec">As it was written.</param>
/// <param name="Feature">What computes it.</param>
/// <param name="Definition">Kind, version and every parameter in force; equal for two features that give the same column.</param>
/// <param name="NeedsBtc">Whether it has a value only where BTC's candles are there.</param>
internal sealed record BoundFeature(FeatureSpec Spec, IFeature Feature, string Definition, bool NeedsBtc);
