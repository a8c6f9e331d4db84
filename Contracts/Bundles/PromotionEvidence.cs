namespace Huracan.Contracts.Bundles;

/// <summary>Why a challenger became champion.</summary>
/// <param name="Verdict">What the comparison decided, such as <c>PROMOTE</c>.</param>
/// <param name="Count">Observations compared.</param>
/// <param name="EValue">Evidence against the challenger being no better, 0 or more.</param>
/// <param name="Threshold">Evidence that promotion asks for.</param>
/// <param name="Alpha">Highest probability of promoting one that is no better, 0 to 1.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="ChampionBefore">Version of the champion it was compared with; null where there was none.</param>
public sealed record PromotionEvidence(
    string Verdict, int Count, double EValue, double Threshold, double Alpha, string Reason, string? ChampionBefore);
