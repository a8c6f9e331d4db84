namespace Huracan.Contracts.Preflight;

/// <summary>How a series differs from the same bars of another source: of another vendor, or of another market.</summary>
/// <param name="Vendor">Whose the other candles are.</param>
/// <param name="Tolerance">Difference of closes and volumes above which they differ, as a share of the first.</param>
/// <param name="Common">Bars that both have.</param>
/// <param name="OnlyFirst">Bars of the time both cover that only the series has.</param>
/// <param name="OnlySecond">Bars of that time that only the other has.</param>
/// <param name="Different">Common bars whose closes differ by more than the tolerance.</param>
/// <param name="DifferentVolumes">The same of volumes; null where the two are of different markets, whose volumes cannot be
/// compared.</param>
/// <param name="Largest">Largest difference of two closes, as a share of the first.</param>
/// <param name="LargestAt">Open time of that bar, UTC; null where no two closes differ.</param>
public sealed record SeriesComparison(
    string Vendor, double Tolerance, int Common, int OnlyFirst, int OnlySecond, int Different, int? DifferentVolumes, double Largest,
    DateTimeOffset? LargestAt)
{
    /// <summary>Difference that counts unless told otherwise: perpetual and spot prices of a coin are rarely further apart.</summary>
    public const double DefaultTolerance = 0.005;

    /// <summary>Share of the common bars whose closes differ, 0 to 1; 0 where there are none.</summary>
    public double Share => Common == 0 ? 0 : (double)Different / Common;
}
