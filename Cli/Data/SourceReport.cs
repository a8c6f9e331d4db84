using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Engine.Reports;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>Prints what a store covers, and where a source differs from another.</summary>
internal static class SourceReport
{
    private const double Tolerance = SeriesComparison.DefaultTolerance;

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

    /// <exception cref="InputRefusedException">The sources have no series in common, or one cannot be read.</exception>
    public static void PrintDifferences(ICandleSource source, ICandleSource other, CancellationToken cancellationToken)
    {
        var both = source.Coins.Intersect(other.Coins)
            .SelectMany(coin =>
                source.TimeframesOf(coin).Intersect(other.TimeframesOf(coin)).Select(timeframe => new UnitId(coin, timeframe)))
            .ToArray();
        if (both.Length == 0)
            throw new InputRefusedException($"{source.Description} and {other.Description} have no series in common.");
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Against {other.Description}; a close differs above {Tolerance:P1}:"));
        foreach (var unit in both)
        {
            var found = ComparedSource.Compare(
                source.Load(unit.Coin, unit.Timeframe, cancellationToken), other.Load(unit.Coin, unit.Timeframe, cancellationToken),
                other.Vendor, Tolerance, hasVolumes: source.Vendor == other.Vendor);
            AnsiConsole.WriteLine($"{unit}: {ComparisonText.Of(found)}");
        }
    }
}
