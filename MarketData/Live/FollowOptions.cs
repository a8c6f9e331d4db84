using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Live;

/// <summary>How a store is kept fresh.</summary>
public sealed record FollowOptions
{
    /// <summary>Seconds after its close at which a candle that no stream has brought is asked for by REST.</summary>
    [Range(1, 600)]
    public double GraceSeconds { get; init; } = 4;

    /// <summary>Requests at the same time.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 4;

    /// <summary>Minutes between two writes to the store. What was not written is asked for again after a crash.</summary>
    [Range(0.1, 1440)]
    public double SaveMinutes { get; init; } = 15;

    /// <summary>Minutes between two samples of the best prices of all coins; 0 for none.</summary>
    [Range(0, 1440)]
    public double QuoteMinutes { get; init; } = 5;
}
