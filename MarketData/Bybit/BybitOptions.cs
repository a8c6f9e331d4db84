using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Bybit;

/// <summary>Where Bybit is.</summary>
public sealed record BybitOptions
{
    /// <summary>REST.</summary>
    [Required, Url]
    public string Rest { get; init; } = "https://api.bybit.com/";
}
