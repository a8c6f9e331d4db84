using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>A series that could not be downloaded to its end. What was fetched is kept.</summary>
/// <param name="Series">The series.</param>
/// <param name="Reason">Why.</param>
public sealed record DownloadFailure(SeriesName Series, string Reason);
