namespace Huracan.Storage.Candles;

/// <summary>How a folder of candle files is read.</summary>
public sealed record FolderCandleOptions
{
    /// <summary>
    /// Folder of <c>&lt;SYMBOL&gt;_funding.csv(.gz)</c>; null: <c>funding</c> beside the source folder, else inside it, else none.
    /// </summary>
    public string? FundingFolder { get; init; }

    /// <summary>
    /// Keeps the newest candle of each file. False: it is dropped, because exports often end with a candle that was still open.
    /// </summary>
    public bool KeepLastCandle { get; init; }

    /// <summary>What names the folder, for messages.</summary>
    public string Option { get; init; } = "--source";
}
