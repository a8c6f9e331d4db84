namespace Huracan.MarketData.Vendors;

/// <summary>A file of a vendor's archive.</summary>
/// <param name="Key">Where it is in the archive.</param>
/// <param name="Start">The period it covers, milliseconds since the Unix epoch.</param>
/// <param name="End">End of the period, exclusive.</param>
public sealed record ArchiveFile(string Key, long Start, long End);
