namespace Huracan.Contracts.Reports;

/// <summary>What the evidence of a unit is worth beside the run's other units and all that was tried.</summary>
/// <param name="Tried">Settings, families and horizons tried for the unit, with the models that others tried on the same bars
/// before.</param>
/// <param name="EarlierModels">Models of other specifications that were tried on the same test bars before, by this run or another.</param>
/// <param name="DeflatedSharpe">Probability that the Sharpe ratio is above what the best of all tried is expected to reach by luck
/// (F2).</param>
/// <param name="PValue">Chance of such a Sharpe ratio without any edge, the earlier models paid for; NaN without a trade.</param>
/// <param name="AdjustedPValue">The same among all units judged together; null where it was not promising on validation.</param>
/// <param name="Judged">Promising units judged together, those of other runs among them.</param>
/// <param name="Shortfall">What is missing for ACTIVE, in words; null where nothing is.</param>
public sealed record EvidenceVerdict(
    int Tried, int EarlierModels, double DeflatedSharpe, double PValue, double? AdjustedPValue, int Judged, string? Shortfall)
{
    /// <summary>The check that <see cref="Shortfall"/> tells of; null where nothing is missing, and in earlier versions.</summary>
    public GateCheck? FailedCheck { get; init; }
}
