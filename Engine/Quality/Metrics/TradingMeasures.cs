using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>Measures backtests.</summary>
public static class TradingMeasures
{
    extension(TradingMetrics)
    {
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
            double? record = sharpe.MinimumTrackRecord() is var bars && double.IsFinite(bars) ? bars : null;
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
                MinimumTrackRecord = record,
                MinimumTrackRecordDays = record * timeframe.Minutes / 1440,
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
