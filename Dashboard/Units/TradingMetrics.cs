namespace Huracan.Dashboard.Units;

/// <summary>What trading brought, after all costs.</summary>
public sealed record TradingMetrics(
    int TradesTaken, double WinRate, double ExpectancyR, double ProfitFactor, double MaxDrawdown, double Coverage, double SharpeAnnual,
    double SortinoAnnual, double Psr, double NetReturn, double NetEdgeBps, double AverageBarsHeld);
