using System.Globalization;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Reports;

/// <summary>A comparison of two sources in words.</summary>
public static class ComparisonText
{
    /// <summary>Such as <c>3 of 8,760 closes (0.03 %) differ, at most by 1.20 % at …; 0 bars only here, 1 only there</c>.</summary>
    public static string Of(SeriesComparison comparison)
    {
        if (comparison.Common + comparison.OnlyFirst + comparison.OnlySecond == 0)
            return "no time in common";
        var at = comparison.LargestAt is { } time ? $" at {time:yyyy-MM-dd HH:mm}Z" : "";
        var volumes = comparison.DifferentVolumes is { } different
            ? string.Create(CultureInfo.InvariantCulture, $"{different:N0} volumes differ, ")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Different:N0} of {comparison.Common:N0} closes ({comparison.Share:P2}) differ, at most by {comparison.Largest:P2}"
                + $"{at}; {volumes}{comparison.OnlyFirst:N0} bars only here, {comparison.OnlySecond:N0} only there");
    }

    /// <summary>The same with what it is compared with, and above what a close differs.</summary>
    public static string WithVendor(SeriesComparison comparison) => string.Create(
        CultureInfo.InvariantCulture, $"{comparison.Vendor}, above {comparison.Tolerance:0.####%}: {Of(comparison)}");
}
