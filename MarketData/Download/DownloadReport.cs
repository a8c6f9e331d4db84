namespace Huracan.MarketData.Download;

/// <summary>What a download did.</summary>
/// <param name="Series">Series that are there as asked for.</param>
/// <param name="Rows">Rows fetched.</param>
/// <param name="Revised">Rows fetched before that came with other numbers.</param>
/// <param name="Ended">Coins the vendor no longer knows; what it had is there.</param>
/// <param name="Failures">Series that are not, with the reason.</param>
/// <param name="ClockSkew">How far this machine's clock is ahead of the vendor's.</param>
public sealed record DownloadReport(
    int Series, long Rows, int Revised, IReadOnlyList<string> Ended, IReadOnlyList<DownloadFailure> Failures, TimeSpan ClockSkew);
