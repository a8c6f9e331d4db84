using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Engine.Pipeline;

/// <summary>Candles and funding rates of a run as the tables they are kept in.</summary>
public static class CandleTable
{
    /// <summary>Path of a unit's checked candles.</summary>
    public static string CandlesPath(UnitId unit) => $"data/{unit.Coin}/{unit.Timeframe}.parquet";

    /// <summary>Path of a coin's funding rates.</summary>
    public static string FundingPath(string coin) => $"data/{coin}/funding.parquet";

    /// <summary>Path of what was found in a coin's data.</summary>
    public static string IntegrityPath(string coin) => $"data/{coin}/integrity.json";

    /// <summary>The candles as columns.</summary>
    public static ColumnTable Of(CandleSeries series) => new ColumnTable()
        .Add("open_time", series.OpenTimes.ToArray())
        .Add("open", series.Open.ToArray())
        .Add("high", series.High.ToArray())
        .Add("low", series.Low.ToArray())
        .Add("close", series.Close.ToArray())
        .Add("volume", series.Volume.ToArray())
        .Add("marked", series.Marked.ToArray());

    /// <summary>The funding rates as columns.</summary>
    public static ColumnTable Of(FundingSeries funding) =>
        new ColumnTable().Add("funding_time", funding.Times.ToArray()).Add("funding_rate", funding.Rates.ToArray());

    /// <summary>Reads a unit's candles.</summary>
    /// <exception cref="InputRefusedException">They are not there or damaged.</exception>
    public static CandleSeries ReadCandles(IRunFolder folder, UnitId unit)
    {
        var table = folder.ReadTable(CandlesPath(unit));
        return new CandleSeries(
            unit.Coin, unit.Timeframe, table.Column<long>("open_time"), table.Column<double>("open"), table.Column<double>("high"),
            table.Column<double>("low"), table.Column<double>("close"), table.Column<double>("volume"), table.Column<bool>("marked"));
    }

    /// <summary>Reads a coin's funding rates; null where there are none.</summary>
    public static FundingSeries? ReadFunding(IRunFolder folder, string coin)
    {
        if (!folder.Exists(FundingPath(coin)))
            return null;
        var table = folder.ReadTable(FundingPath(coin));
        return new FundingSeries(coin, table.Column<long>("funding_time"), table.Column<double>("funding_rate"));
    }
}
