using Huracan.Contracts.Champions;

namespace Huracan.Contracts.Grains;

/// <summary>A challenger of a unit that waits for more evidence, as the unit's grain keeps it.</summary>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Version">Version of its bundle: the run that made the model.</param>
/// <param name="RunId">The run that looked at it last.</param>
/// <param name="Verdict">What that look said.</param>
/// <param name="Evidence">The evidence by then.</param>
/// <param name="Threshold">What the evidence must reach.</param>
/// <param name="Days">Whole days compared.</param>
/// <param name="Reason">Why it waits, in words.</param>
public sealed record UnitChallenger(
    int Horizon, string Version, string RunId, PromotionVerdict Verdict, double Evidence, double Threshold, int Days, string Reason);
