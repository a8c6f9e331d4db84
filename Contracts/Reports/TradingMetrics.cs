using System.Text.Json.Serialization;

namespace Huracan.Contracts.Reports;

/// <summary>
/// Return, risk and costs of a backtest (F9). Everything is after costs unless it says gross. NaN marks what is
/// undefined: any mean over no trades, ratios without variance, a profit factor without a loss.
/// </summary>
public sealed record TradingMetrics
{
    /// <summary>Closed trades.</summary>
    public required int TradesTaken { get; init; }

    /// <summary>Profitable trades / trades, after costs; NaN without trades.</summary>
    public required double WinRate { get; init; }

    /// <summary>Mean R multiple over the trades whose risk is known; NaN without any.</summary>
    public required double ExpectancyR { get; init; }

    /// <summary>System quality number, √n · mean(R) / sd(R) (Tharp); NaN below two trades or without variance.</summary>
    public required double Sqn { get; init; }

    /// <summary>Σ gains / |Σ losses| of net trade results; NaN without a loss.</summary>
    public required double ProfitFactor { get; init; }

    /// <summary>(winning trades + 1) / (losing trades + 1).</summary>
    public required double CountProfitFactor { get; init; }

    /// <summary>Deepest fall of marked equity from its peak so far, the capital included, as a fraction of that peak.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Bars with an open trade / bars; NaN without bars.</summary>
    public required double Coverage { get; init; }

    /// <summary>Mean / standard deviation of per-bar net returns; NaN without variance.</summary>
    public required double Sharpe { get; init; }

    /// <summary><see cref="Sharpe"/> · √(bars in 365 days).</summary>
    public required double SharpeAnnual { get; init; }

    /// <summary>Mean / √((1/T)·Σ min(0, r)²) per bar, the sum over all T; NaN without a loss.</summary>
    public required double Sortino { get; init; }

    /// <summary><see cref="Sortino"/> · √(bars in 365 days).</summary>
    public required double SortinoAnnual { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above 0 (F1); NaN without variance.</summary>
    public required double Psr { get; init; }

    /// <summary>
    /// Bars from which on <see cref="Psr"/> is 0.95 or more if the moments of the returns stay as they are (minimum track record, F1), 1
    /// or more. Null, and left out of JSON, where the Sharpe ratio is not above 0 and in reports made before it was told.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumTrackRecord { get; init; }

    /// <summary><see cref="MinimumTrackRecord"/> in days of 24 hours; null where that is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumTrackRecordDays { get; init; }

    /// <summary>γ3 of the per-bar returns.</summary>
    public required double Skew { get; init; }

    /// <summary>γ4 of the per-bar returns, raw: 3 for a normal.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Notional traded on both legs / mean equity.</summary>
    public required double Turnover { get; init; }

    /// <summary>Final equity / capital − 1.</summary>
    public required double NetReturn { get; init; }

    /// <summary>Mean over trades of net result / entry notional, basis points; NaN without trades.</summary>
    public required double NetEdgeBps { get; init; }

    /// <summary>Σ price results, quote currency.</summary>
    public required double GrossPnl { get; init; }

    /// <summary>Final equity − capital.</summary>
    public required double NetPnl { get; init; }

    /// <summary>Σ fees paid.</summary>
    public required double FeesPaid { get; init; }

    /// <summary>Σ half-spreads paid.</summary>
    public required double SpreadPaid { get; init; }

    /// <summary>Σ slippage paid.</summary>
    public required double SlippagePaid { get; init; }

    /// <summary>Σ impact paid.</summary>
    public required double ImpactPaid { get; init; }

    /// <summary>Σ funding received, stand-ins included; negative when paid.</summary>
    public required double FundingReceived { get; init; }

    /// <summary>Mean bars a trade was open; NaN without trades.</summary>
    public required double AverageBarsHeld { get; init; }

    /// <summary>Share of the funding payments whose rate was not known; 0 when none fell due.</summary>
    public required double FundingMissingShare { get; init; }

    /// <summary>Whether the equity fell to 0 or below.</summary>
    public required bool Bankrupt { get; init; }

    /// <summary>Number of per-bar returns the ratios rest on.</summary>
    public required int Bars { get; init; }
}
