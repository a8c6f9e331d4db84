namespace Huracan.Dashboard.Units;

/// <summary>Trading of the test part beside the baselines.</summary>
public sealed record TradingReport(
    double EntryThreshold, DateTimeOffset From, DateTimeOffset To, TradingMetrics Trading, double PositiveFolds,
    IReadOnlyDictionary<string, TradingMetrics> Baselines);
