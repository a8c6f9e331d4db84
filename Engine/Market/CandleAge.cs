using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// How old a newest candle is, and whether a forecast made at its close may still be traded: from the close until
/// <see cref="TradableBars"/> bars later, exclusive. Two bars, not one, because a file's newest candle is dropped, since it
/// may be unfinished.
/// </summary>
/// <param name="Closed">When the candle closed, UTC.</param>
/// <param name="Now">The present, UTC.</param>
/// <param name="Timeframe">Length of the candle.</param>
public readonly record struct CandleAge(DateTimeOffset Closed, DateTimeOffset Now, Timeframe Timeframe)
{
    /// <summary>Bars after the close during which a forecast may be traded.</summary>
    public const int TradableBars = 2;

    /// <summary>The age of a series' last candle.</summary>
    public CandleAge(CandleSeries candles, DateTimeOffset now)
        : this(DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime), now, candles.Timeframe)
    {
    }

    /// <summary>Whole bars since the close; negative where the candle has not closed yet.</summary>
    public int Bars => (int)Math.Floor((Now - Closed) / TimeSpan.FromMilliseconds(Timeframe.Milliseconds));

    /// <summary>Whether the candle is too old to trade on.</summary>
    public bool IsStale => Bars >= TradableBars;

    /// <summary>Why a forecast made at the close may not be traded, with the age; null when it may.</summary>
    public string? Refusal => Bars switch
    {
        < 0 => $"the newest candle closes in {Text(Closed - Now)}, at {At}: a forecast is tradable from the close on",
        >= TradableBars =>
            $"the newest candle closed {Text(Now - Closed)} ago, at {At}; a {Timeframe} forecast is tradable for {TradableBars} bars",
        _ => null,
    };

    private string At => Closed.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(int)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)span.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)span.TotalMinutes} minutes",
        _ => $"{Math.Ceiling(span.TotalSeconds):0} seconds",
    };
}
