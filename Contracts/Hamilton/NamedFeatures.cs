namespace Huracan.Contracts.Hamilton;

/// <summary>The features of a model's newest bars, by name.</summary>
/// <param name="Rows">Unscaled features of consecutive bars, the oldest first: one row for each bar that the model looks back, exactly the
/// model's features in each. Rows before those are checked and not used.</param>
/// <param name="ClosedAt">When the last bar closed, UTC. Two bars ago or more is refused. Null: not known, and then the
/// forecast is not to be traded.</param>
public sealed record NamedFeatures(IReadOnlyList<IReadOnlyDictionary<string, double>> Rows, DateTimeOffset? ClosedAt = null);
