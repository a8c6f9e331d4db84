using Huracan.Storage.Candles;

namespace Huracan.Cli.Data;

/// <summary>Output folder and file format of candles, and whose they are; null where nobody knows.</summary>
internal sealed record ImportTarget(string Folder, string Format, MarketTag? Market);
