namespace Huracan.Cli.Data;

/// <summary>Output folder and file format of candles.</summary>
internal sealed record ImportTarget(string Folder, string Format);
