using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>What is known of an archive's files of a series.</summary>
internal sealed class ArchiveContents
{
    /// <summary>Files of months by their start; null: not asked yet.</summary>
    public IReadOnlyDictionary<long, ArchiveFile>? Months { get; set; }

    /// <summary>Files of days by their start, for the months that were asked for.</summary>
    public Dictionary<Month, IReadOnlyDictionary<long, ArchiveFile>> Days { get; } = [];
}
