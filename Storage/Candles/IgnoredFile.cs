namespace Huracan.Storage.Candles;

/// <summary>A file of the source folder that looks like candles and is not read.</summary>
public sealed record IgnoredFile(string Name, string Reason);
