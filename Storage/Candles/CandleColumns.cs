namespace Huracan.Storage.Candles;

/// <summary>The columns of a candle, funding or quote file and how else they may be spelled; case is ignored.</summary>
internal static class CandleColumns
{
    public static readonly string[] Time = ["open_time", "timestamp", "time", "date", "datetime"];
    public static readonly string[][] Numbers = [["open"], ["high"], ["low"], ["close"], ["volume"]];
    public static readonly string[] FundingTime = ["funding_time", "timestamp", "time", "date", "datetime", "calc_time", "fundingTime"];
    public static readonly string[][] FundingRate = [["funding_rate", "fundingRate", "last_funding_rate"]];
    public static readonly string[] QuoteTime = ["time", "timestamp", "date", "datetime"];
    public static readonly string[][] BestPrices = [["bid"], ["ask"]];
}
