namespace Huracan.Engine.Features;

/// <summary>One feature as <c>features.yaml</c> or a bundle's manifest writes it.</summary>
/// <param name="Name">Name of the column: lower case letters, digits and underscores, a letter first.</param>
/// <param name="Kind">Name of the kind in the <see cref="FeatureCatalog"/>.</param>
/// <param name="Parameters">
/// What the kind reads, by name, numbers in invariant notation; what is absent takes its default. Every kind also takes
/// <c>market: btc</c> (compute on BTC's candles) and <c>coarse: k</c> (compute on completed candles k times as long).
/// </param>
public sealed record FeatureSpec(string Name, string Kind, IReadOnlyDictionary<string, string> Parameters);
