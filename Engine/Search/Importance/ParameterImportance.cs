namespace Huracan.Engine.Search.Importance;

/// <summary>How much each parameter of a study matters to its value.</summary>
/// <param name="Shares">Shares by name, the greatest first, that sum to 1; empty where nothing can be said.</param>
/// <param name="Missing">Why nothing can be said; null otherwise.</param>
public sealed record ParameterImportance(IReadOnlyList<KeyValuePair<string, double>> Shares, string? Missing)
{
    internal static ParameterImportance None(string reason) => new([], reason);
}
