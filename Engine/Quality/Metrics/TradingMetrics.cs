using Huracan.Contracts;
using Huracan.Engine.Backtest;

namespace Huracan.Engine.Quality.Metrics;

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

    /// <summary>Measures a backtest.</summary>
    /// <param name="result">What it did.</param>
    /// <param name="timeframe">Length of its bars, to annualise by √<see cref="Timeframe.BarsPerYear"/>.</param>
    public static TradingMetrics Of(BacktestResult result, Timeframe timeframe)
    {
        var returns = BarReturns.Of(result);
        var sharpe = SharpeStatistics.Of(returns);
        var year = Math.Sqrt(timeframe.BarsPerYear);
        var sortino = SortinoOf(returns);
        var tally = TradeTally.Of(result.Trades);
        return new TradingMetrics
        {
            TradesTaken = result.Trades.Count,
            WinRate = (double)tally.Wins / result.Trades.Count,
            ExpectancyR = tally.ExpectancyR,
            Sqn = tally.Sqn,
            ProfitFactor = tally.Losses == 0 ? double.NaN : tally.Gained / tally.Lost,
            CountProfitFactor = (tally.Wins + 1.0) / (tally.Losses + 1.0),
            MaxDrawdown = MaxDrawdownOf(result.Equity, result.InitialCapital),
            Coverage = CoverageOf(result.Exposure),
            Sharpe = sharpe.Ratio,
            SharpeAnnual = sharpe.Ratio * year,
            Sortino = sortino,
            SortinoAnnual = sortino * year,
            Psr = sharpe.ProbabilisticSharpe(),
            Skew = sharpe.Skewness,
            Kurtosis = sharpe.Kurtosis,
            Turnover = tally.Traded / MeanOf(result.Equity),
            NetReturn = result.FinalEquity / result.InitialCapital - 1,
            NetEdgeBps = tally.NetBps / result.Trades.Count,
            GrossPnl = result.Ledger.Total(LedgerKind.Price),
            NetPnl = result.FinalEquity - result.InitialCapital,
            FeesPaid = 0 - result.Ledger.Total(LedgerKind.Fee),
            SpreadPaid = 0 - result.Ledger.Total(LedgerKind.Spread),
            SlippagePaid = 0 - result.Ledger.Total(LedgerKind.Slippage),
            ImpactPaid = 0 - result.Ledger.Total(LedgerKind.Impact),
            FundingReceived = result.Ledger.Total(LedgerKind.Funding) + result.Ledger.Total(LedgerKind.MissingFunding),
            AverageBarsHeld = (double)tally.BarsHeld / result.Trades.Count,
            FundingMissingShare = result.FundingMissingShare,
            Bankrupt = result.Bankrupt,
            Bars = returns.Length,
        };
    }

    /// <summary>Deepest fall from the peak so far, as a fraction of the peak; 0 when equity never falls.</summary>
    /// <param name="equity">Marked equity per bar.</param>
    /// <param name="capital">Equity before the first bar, positive; the first peak.</param>
    public static double MaxDrawdownOf(ReadOnlySpan<double> equity, double capital)
    {
        double peak = capital, deepest = 0;
        foreach (var value in equity)
        {
            peak = Math.Max(peak, value);
            deepest = Math.Max(deepest, 1 - value / peak);
        }
        return deepest;
    }

    /// <summary>(r̄ − MAR) / √((1/T)·Σ min(0, r − MAR)²), the sum over all T (Rollinger 2013); NaN without a shortfall.</summary>
    /// <param name="returns">Per-bar returns.</param>
    /// <param name="minimum">MAR, the least return accepted per bar. Default 0.</param>
    public static double SortinoOf(ReadOnlySpan<double> returns, double minimum = 0)
    {
        double sum = 0, squares = 0;
        foreach (var r in returns)
        {
            sum += r - minimum;
            var shortfall = Math.Min(0, r - minimum);
            squares += shortfall * shortfall;
        }
        return squares > 0 ? sum / returns.Length / Math.Sqrt(squares / returns.Length) : double.NaN;
    }

    private static double CoverageOf(ReadOnlySpan<double> exposure) => (double)(exposure.Length - exposure.Count(0.0)) / exposure.Length;

    private static double MeanOf(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
