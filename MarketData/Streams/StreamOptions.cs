using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Streams;

/// <summary>How streams of live data are held.</summary>
public sealed record StreamOptions
{
    /// <summary>Series of one connection. Binance allows 1,024; with very long addresses some proxies give up earlier.</summary>
    [Range(1, 1024)]
    public int SeriesPerConnection { get; init; } = 200;

    /// <summary>Seconds without any message after which a connection counts as broken.</summary>
    [Range(1, 3600)]
    public double IdleSeconds { get; init; } = 60;

    /// <summary>Seconds between two pings, and after which one that was not answered counts as a broken connection.</summary>
    [Range(0.05, 3600)]
    public double PingSeconds { get; init; } = 20;

    /// <summary>Hours after which a connection is made anew; Binance cuts it after 24.</summary>
    [Range(0.01, 24)]
    public double ConnectionHours { get; init; } = 23;

    /// <summary>Seconds before the first attempt to connect again; each next pause is twice as long, up to half a minute.</summary>
    [Range(0.001, 30)]
    public double ReconnectSeconds { get; init; } = 1;
}
