namespace Huracan.MarketData.Live;

/// <summary>How following a market goes.</summary>
/// <param name="Series">Series that are followed.</param>
/// <param name="Behind">Series whose last closed candle is overdue.</param>
/// <param name="Ended">Coins the vendor no longer knows.</param>
/// <param name="FromStream">Candles that streams brought.</param>
/// <param name="Asked">Rows that were asked for by REST.</param>
/// <param name="Repeated">Closed candles that came again, or late, and were ignored.</param>
/// <param name="Connections">Connections that were opened.</param>
/// <param name="ClockSkew">This machine's clock less the vendor's.</param>
/// <param name="Problem">What went wrong last; null where nothing did.</param>
public sealed record FollowStatus(
    int Series, int Behind, IReadOnlyList<string> Ended, long FromStream, long Asked, long Repeated, int Connections, TimeSpan ClockSkew,
    string? Problem);
