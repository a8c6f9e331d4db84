using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Http;

/// <summary>How patiently a vendor is asked.</summary>
public sealed record VendorHttpOptions
{
    /// <summary>How often a request is repeated that failed in passing.</summary>
    [Range(1, 100)]
    public int Retries { get; init; } = 6;

    /// <summary>Seconds before it is repeated first; each next pause is twice as long, up to half a minute.</summary>
    [Range(0.001, 30)]
    public double RetrySeconds { get; init; } = 0.5;

    /// <summary>Seconds an answer may take.</summary>
    [Range(1, 3600)]
    public double TimeoutSeconds { get; init; } = 60;

    /// <summary>The longest pause a vendor may ask for, seconds; where it asks for a longer one the work ends.</summary>
    [Range(1, 86_400)]
    public double LongestPauseSeconds { get; init; } = 600;
}
