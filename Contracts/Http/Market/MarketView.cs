namespace Huracan.Contracts.Http.Market;

/// <summary>How following a market live goes.</summary>
/// <param name="Following">Whether this API follows one.</param>
/// <param name="Reason">Why it does not; null where it does.</param>
public sealed record MarketView(bool Following, string? Reason)
{
    /// <summary>Whose market.</summary>
    public string? Vendor { get; init; }

    /// <summary><c>futures</c> or <c>spot</c>.</summary>
    public string? Market { get; init; }

    /// <summary>Series of candles and funding rates.</summary>
    public int Series { get; init; }

    /// <summary>Series whose last closed candle is overdue.</summary>
    public int Behind { get; init; }

    /// <summary>Coins the exchange no longer knows.</summary>
    public IReadOnlyList<string> Ended { get; init; } = [];

    /// <summary>Connections of streams opened so far.</summary>
    public int Connections { get; init; }

    /// <summary>This machine's clock less the exchange's, seconds.</summary>
    public double ClockSkewSeconds { get; init; }

    /// <summary>What went wrong last; null where nothing did.</summary>
    public string? Problem { get; init; }
}
