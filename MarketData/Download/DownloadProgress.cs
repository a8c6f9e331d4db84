using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>How far a download is.</summary>
/// <param name="Series">The series something was fetched of.</param>
/// <param name="Rows">Rows fetched so far, of all series.</param>
/// <param name="Months">Months to fetch in all.</param>
/// <param name="Left">Months that are left.</param>
public sealed record DownloadProgress(SeriesName Series, long Rows, int Months, int Left);
