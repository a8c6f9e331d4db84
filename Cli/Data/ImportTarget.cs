namespace Huracan.Cli.Data;

/// <summary>Where candles go and as what.</summary>
internal sealed record ImportTarget(string Folder, string Format);
