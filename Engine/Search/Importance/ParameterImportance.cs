namespace Huracan.Engine.Search.Importance;

/// <summary>Importance of each parameter of a study.</summary>
/// <param name="Shares">Shares by name, the greatest first, that sum to 1; empty where unknown.</param>
/// <param name="Missing">Why it is unknown; null otherwise.</param>
public sealed record ParameterImportance(IReadOnlyList<KeyValuePair<string, double>> Shares, string? Missing)
{
    internal static ParameterImportance None(string reason) => new([], reason);
}
