using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>Candles and funding rates of a run as the tables they are kept in.</summary>
public static class CandleTable
{
    /// <summary>The candles as columns.</summary>
    public static Table Of(CandleSeries series) => new(
        new TableColumn("open_time", series.OpenTimes.ToArray()),
        new TableColumn("open", series.Open.ToArray()),
        new TableColumn("high", series.High.ToArray()),
        new TableColumn("low", series.Low.ToArray()),
        new TableColumn("close", series.Close.ToArray()),
        new TableColumn("volume", series.Volume.ToArray()),
        new TableColumn("marked", series.Marked.ToArray()));

    /// <summary>The funding rates as columns.</summary>
    public static Table Of(FundingSeries funding) =>
        new(new TableColumn("funding_time", funding.Times.ToArray()), new TableColumn("funding_rate", funding.Rates.ToArray()));

    /// <summary>Reads a unit's candles.</summary>
    /// <exception cref="InputRefusedException">They are not there or damaged.</exception>
    public static CandleSeries ReadCandles(IRunFolder folder, UnitId unit)
    {
        var table = folder.ReadTable(RunOutputs.Candles(unit));
        return new CandleSeries(
            unit.Coin, unit.Timeframe, table.Get<long>("open_time"), table.Get<double>("open"), table.Get<double>("high"),
            table.Get<double>("low"), table.Get<double>("close"), table.Get<double>("volume"), table.Get<bool>("marked"));
    }

    /// <summary>Reads a coin's funding rates; null where there are none.</summary>
    public static FundingSeries? ReadFunding(IRunFolder folder, string coin)
    {
        if (!folder.Exists(RunOutputs.Funding(coin)))
            return null;
        var table = folder.ReadTable(RunOutputs.Funding(coin));
        return new FundingSeries(coin, table.Get<long>("funding_time"), table.Get<double>("funding_rate"));
    }
}
