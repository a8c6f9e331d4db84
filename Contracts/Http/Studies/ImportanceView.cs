namespace Huracan.Contracts.Http.Studies;

/// <summary>How much each setting matters to the value of a study's trials.</summary>
/// <param name="Shares">Shares of the variance, the greatest first; they sum to 1. Empty where nothing can be said.</param>
/// <param name="Missing">Why nothing can be said; null otherwise.</param>
public sealed record ImportanceView(IReadOnlyList<ImportanceShare> Shares, string? Missing);
