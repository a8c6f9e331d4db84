using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>The candles a unit works on, and where they come from.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Origin">File or generator; what was looked for when there is none.</param>
/// <param name="ResampledFrom">Timeframe of the source when it is finer than the unit's; null when it is the unit's own or there is
/// none.</param>
/// <param name="Preflight">Verdict, findings, and the candles unless blocked.</param>
public sealed record UnitSeries(UnitId Unit, string Origin, Timeframe? ResampledFrom, PreflightResult Preflight)
{
    /// <summary>Whose the candles are.</summary>
    public required string Vendor { get; init; }

    /// <summary>How they differ from those of a second source; null where they were not compared.</summary>
    public SeriesComparison? Comparison { get; init; }

    /// <summary>The usable candles in the unit's timeframe; null when blocked.</summary>
    public CandleSeries? Series => Preflight.Series;

    /// <summary>The entry of this unit in its coin's integrity report.</summary>
    /// <param name="funding">The coin's funding rates, or null.</param>
    public SeriesIntegrity Integrity(FundingSeries? funding)
    {
        var marked = 0;
        foreach (var isMarked in Series is null ? default : Series.Marked)
            marked += isMarked ? 1 : 0;
        return new SeriesIntegrity(
            Unit.Timeframe.ToString(),
            Origin,
            ResampledFrom?.ToString(),
            Preflight.RowsRead,
            Series?.Count ?? 0,
            Series is { Count: > 0 } ? Utc(Series.OpenTimes[0]) : null,
            Series is { Count: > 0 } ? Utc(Series.OpenTimes[^1]) : null,
            marked,
            Series is { Count: > 0 } ? FundingCoverage.Share(funding, Series.OpenTimes[0], Series.EndTime) : 0,
            Preflight.Verdict,
            Preflight.Findings)
        {
            Vendor = Vendor,
            Comparison = Comparison,
        };
    }

    /// <summary>The report of a coin out of the series picked for it.</summary>
    public static IntegrityReport Report(string coin, FundingSeries? funding, IEnumerable<UnitSeries> series) => new(
        coin,
        funding is { Count: > 0 }
            ? new FundingIntegrity(funding.Count, Utc(funding.Times[0]), Utc(funding.Times[^1]))
            : null,
        [.. series.OrderBy(s => s.Unit.Timeframe).Select(s => s.Integrity(funding))]);

    private static DateTimeOffset Utc(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
