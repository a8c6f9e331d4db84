using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>A second source that series are compared with where both have the same bars. It is read for this alone.</summary>
/// <param name="source">The second source.</param>
/// <param name="tolerance">Difference of two closes or volumes that counts, as a share of the first.</param>
public sealed class ComparedSource(ICandleSource source, double tolerance)
{
    /// <summary>Finding of a series that the second source does not have.</summary>
    public const string NotCompared = "not_compared";

    /// <summary>
    /// A coin's series, each with how it differs in the timeframe of its file. One that cannot be compared has a finding that says why.
    /// </summary>
    /// <param name="series">The series of one coin.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IReadOnlyList<UnitSeries> Beside(IReadOnlyList<UnitSeries> series, CancellationToken cancellationToken)
    {
        var files = new Dictionary<Timeframe, (SeriesComparison? Comparison, Finding? Finding)>(); // several units may be made of one
        return [.. series.Select(unit => unit.Preflight.Rows is { } rows ? With(unit, rows) : unit)];

        UnitSeries With(UnitSeries unit, RawCandles rows)
        {
            if (!files.TryGetValue(rows.Timeframe, out var found))
                files[rows.Timeframe] = found = Compare(rows, unit.Vendor, cancellationToken);
            return found.Finding is { } finding
                ? unit with { Preflight = unit.Preflight with { Findings = [.. unit.Preflight.Findings, finding] } }
                : unit with { Comparison = found.Comparison };
        }
    }

    /// <summary>Compares two series of a coin in one timeframe. Rows may be unsorted; of two with one time the last counts.</summary>
    /// <param name="first">Candles.</param>
    /// <param name="second">The same candles as another source has them.</param>
    /// <param name="vendor">Whose the second ones are.</param>
    /// <param name="tolerance">Difference of two closes or volumes that counts, as a share of the first.</param>
    /// <param name="hasVolumes">Whether both are one market's, so that volumes can be compared.</param>
    public static SeriesComparison Compare(RawCandles first, RawCandles second, string vendor, double tolerance, bool hasVolumes)
    {
        var (own, others) = (RowsByTime(first), RowsByTime(second));
        int? volumes = hasVolumes ? 0 : null;
        if (own.Count == 0 || others.Count == 0)
            return new SeriesComparison(vendor, tolerance, 0, 0, 0, 0, volumes, 0, null);
        var (start, end) = (Math.Max(own.Keys[0], others.Keys[0]), Math.Min(own.Keys[^1], others.Keys[^1]));
        var (common, only, different, largest) = (0, 0, 0, 0.0);
        DateTimeOffset? at = null;
        foreach (var (time, row) in own.Where(row => row.Key >= start && row.Key <= end))
        {
            if (!others.TryGetValue(time, out var other))
            {
                only++;
                continue;
            }
            common++;
            var difference = Difference(first.Close[row], second.Close[other]);
            different += difference > tolerance ? 1 : 0;
            volumes += Difference(first.Volume[row], second.Volume[other]) > tolerance ? 1 : 0;
            if (difference > largest)
                (largest, at) = (difference, DateTimeOffset.FromUnixTimeMilliseconds(time));
        }
        var covered = others.Keys.Count(time => time >= start && time <= end);
        return new SeriesComparison(vendor, tolerance, common, only, covered - common, different, volumes, largest, at);
    }

    private (SeriesComparison? Comparison, Finding? Finding) Compare(RawCandles rows, string vendor, CancellationToken cancellationToken)
    {
        try
        {
            if (source.TimeframesOf(rows.Coin).Contains(rows.Timeframe))
                return (Compare(
                    rows, source.Load(rows.Coin, rows.Timeframe, cancellationToken), source.Vendor, tolerance, source.Vendor == vendor),
                    null);
            return (null, Finding($"{source.Description} has no {rows.Coin} candles at {rows.Timeframe} to compare with."));
        }
        catch (InputRefusedException refused)
        {
            return (null, Finding(refused.Message)); // a comparison informs and stops no coin
        }

        static Finding Finding(string message) => new(NotCompared, FindingSeverity.Info, 1, message);
    }

    // Rows without a close are none.
    private static SortedList<long, int> RowsByTime(RawCandles candles)
    {
        var rows = new Dictionary<long, int>(candles.Count);
        for (var row = 0; row < candles.Count; row++)
        {
            if (candles.Close[row] > 0)
                rows[candles.OpenTimes[row]] = row;
        }
        return new SortedList<long, int>(rows);
    }

    // Of two zeros, which volumes may be, the quotient is NaN, and they do not differ.
    private static double Difference(double first, double second) => Math.Abs(second / first - 1);
}
