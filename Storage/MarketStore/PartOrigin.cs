namespace Huracan.Storage.MarketStore;

/// <summary>Where a month's rows come from, the best first.</summary>
public enum PartOrigin
{
    /// <summary>The vendor's archive, the file of the whole month.</summary>
    MonthlyArchive,

    /// <summary>The vendor's archive, files of single days.</summary>
    DailyArchive,

    /// <summary>Some of them from the vendor's REST interface.</summary>
    Rest,

    /// <summary>Some of them from the vendor's live streams.</summary>
    Stream,
}
