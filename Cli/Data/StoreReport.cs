using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>Prints what a store covers, and where it differs from another.</summary>
internal static class StoreReport
{
    private const double Tolerance = 0.005;

    public static void PrintCoverage(CandleStore store)
    {
        foreach (var series in store.Series().Where(series => series.Timeframe is not null))
        {
            if (SeriesCoverage.Of(store, series) is not { } coverage)
                continue;
            var gaps = coverage.Gaps == 0 ? "no gaps" : string.Create(
                CultureInfo.InvariantCulture,
                $"{coverage.Gaps} gaps of {coverage.Missing} candles that the exchange does not have either, the longest of "
                    + $"{coverage.LongestGap}");
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{series}: {coverage.Rows} candles, {UtcTime.Format(coverage.First)} to {UtcTime.Format(coverage.Last)}, {gaps}"
                    + $"{(coverage.NotFinal > 0 ? $", {coverage.NotFinal} months not final" : "")}"
                    + $"{(coverage.Revised > 0 ? $", {coverage.Revised} candles revised" : "")}"));
        }
    }

    /// <exception cref="InputRefusedException">The stores have no series in common.</exception>
    public static void PrintDifferences(CandleStore store, CandleStore other)
    {
        var both = store.Series().Where(series => series.Timeframe is not null).Intersect(other.Series()).ToArray();
        if (both.Length == 0)
            throw new InputRefusedException($"{store.Folder} and {other.Folder} have no series in common.");
        AnsiConsole.WriteLine(
            $"Against {other.Header.Vendor} {other.Header.Market} in {other.Folder}; a close differs above {Tolerance:P1}:");
        foreach (var series in both)
        {
            if (store.ReadAll(series) is not { } first || other.ReadAll(series) is not { } second)
                continue;
            var found = SeriesComparison.Of(first, second, Tolerance);
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{series}: {found.Different} of {found.Common} closes differ, at most by {found.Largest:P2}"
                    + $"{(found.Largest > 0 ? $" at {UtcTime.Format(found.LargestAt)}" : "")}; {found.OnlyFirst} candles only here, "
                    + $"{found.OnlySecond} only there"));
        }
    }
}
