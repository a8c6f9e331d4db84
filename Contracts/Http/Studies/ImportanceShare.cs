namespace Huracan.Contracts.Http.Studies;

/// <summary>A setting's share of the variance of a study's values.</summary>
/// <param name="Name">Name of the setting.</param>
/// <param name="Share">0 to 1.</param>
public sealed record ImportanceShare(string Name, double Share);
