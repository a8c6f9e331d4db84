using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Backtest;

/// <summary>
/// The event-driven bar backtest of one candle series; the rules are in docs/backtest.md. A signal at the close of bar t fills at
/// the open of t + 1 + latency, stops come before targets, nothing rests on a marked candle, and costs are ledger entries beside
/// raw prices. Build it once per series and run it as often as needed; runs are independent and may be parallel.
/// </summary>
public sealed class Backtester
{
    private readonly CandleSeries candles;
    private readonly FundingSeries? funding;
    private readonly BacktestOptions options;
    private readonly TrailingMarket market;

    /// <summary>Prepares what every run over these candles shares.</summary>
    /// <param name="candles">The whole series; bars before a run's range serve only to know volatility and volume.</param>
    /// <param name="funding">Funding rates; null when none are known (see <see cref="CostOptions.MissingFundingBps"/>).</param>
    /// <param name="options">How to trade.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Backtester(CandleSeries candles, FundingSeries? funding, BacktestOptions options)
    {
        options.Validate();
        this.candles = candles;
        this.funding = funding;
        this.options = options;
        market = new TrailingMarket(candles, options.TrailingDays);
    }

    /// <summary>The candles traded on.</summary>
    public CandleSeries Candles => candles;

    /// <summary>How it trades.</summary>
    public BacktestOptions Options => options;

    /// <summary>Standard deviation of a day's log return, as known at the open of a bar; 0 before two returns are known.</summary>
    public double DailyVolatility(int bar) => market.DailyVolatility(bar);

    /// <summary>Mean quote volume of a day, as known at the open of a bar; 0 before any is known.</summary>
    public double DailyQuoteVolume(int bar) => market.DailyQuoteVolume(bar);

    /// <summary>One run over one range.</summary>
    public static BacktestResult Run(
        CandleSeries candles, BarRange range, SignalSeries signals, FundingSeries? funding, BacktestOptions options) =>
        new Backtester(candles, funding, options).Run(range, signals);

    /// <summary>
    /// Trades the bars of <paramref name="range"/>: starts flat, follows only signals made at closes within the range, and closes what is
    /// still open at the close of its last unmarked bar.
    /// </summary>
    /// <exception cref="ArgumentException">The range lies outside the candles, or the signals are not one per candle.</exception>
    public BacktestResult Run(BarRange range, SignalSeries signals)
    {
        if (range.Start < 0 || range.End > candles.Count || range.Length < 0)
            throw new ArgumentOutOfRangeException(
                nameof(range), range, $"The range must lie within the {candles.Count} candles of {candles.Unit}.");
        if (signals.Count != candles.Count)
            throw new ArgumentException(
                $"There are {signals.Count} signals for {candles.Count} candles of {candles.Unit}.", nameof(signals));
        var schedule = options.Costs.HasFunding && range.Length > 0
            ? FundingSchedule.Build(
                funding, candles.OpenTimes[range.Start], candles.OpenTimes[range.End - 1] + candles.Timeframe.Milliseconds)
            : FundingSchedule.None;
        return new BacktestRun(candles, range, signals, schedule, market, options).Execute();
    }
}
