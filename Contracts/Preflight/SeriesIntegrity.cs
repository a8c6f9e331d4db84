namespace Huracan.Contracts.Preflight;

/// <summary>Where the candles of one unit come from and what the preflight made of them.</summary>
/// <param name="Timeframe">Timeframe of the unit, such as <c>4h</c>.</param>
/// <param name="Origin">File or generator the candles were read from.</param>
/// <param name="ResampledFrom">Timeframe of the file when it is finer than the unit's; null when it is the unit's own.</param>
/// <param name="RowsRead">Rows the source gave, in its own timeframe.</param>
/// <param name="Rows">Usable candles in the unit's timeframe; 0 when blocked before any could be made.</param>
/// <param name="First">Open time of the first usable candle, UTC.</param>
/// <param name="Last">Open time of the last usable candle, UTC.</param>
/// <param name="Marked">Usable candles that no label or trade may rest on.</param>
/// <param name="FundingCoverage">Share of the usable time that funding rates cover, 0 to 1.</param>
/// <param name="Verdict">Whether the unit may train.</param>
/// <param name="Findings">What was found, in the order of the checks.</param>
public sealed record SeriesIntegrity(
    string Timeframe,
    string Origin,
    string? ResampledFrom,
    int RowsRead,
    int Rows,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    int Marked,
    double FundingCoverage,
    PreflightVerdict Verdict,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>Whose the candles are, such as <c>binance futures</c>; null in a report from before it was told.</summary>
    public string? Vendor { get; init; }

    /// <summary>How they differ from those of the run's <c>compare_source</c>, in the timeframe of the file; null without a
    /// comparison.</summary>
    public SeriesComparison? Comparison { get; init; }
}
