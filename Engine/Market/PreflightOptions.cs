using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>Limits of the preflight. The defaults suit perpetual contracts at 15m to 1d.</summary>
public sealed record PreflightOptions
{
    /// <summary>
    /// Share of rows with a NaN or an empty cell that may be dropped; above it the series is blocked. 0 to 1, default 0.01.
    /// </summary>
    public double MaxNanShare { get; init; } = 0.01;

    /// <summary>
    /// How far, as a fraction of the price, high may lie below open or close (low above them) and still count as rounding, which is
    /// repaired by widening the candle. 0 to 0.01, default 1e-6.
    /// </summary>
    public double PriceTolerance { get; init; } = 1e-6;

    /// <summary>
    /// Share of rows that may lie off the timeframe's grid and be dropped; above it the series is blocked. 0 to 1, default 0.01.
    /// </summary>
    public double MaxOffGridShare { get; init; } = 0.01;

    /// <summary>Most consecutive missing candles that are filled; a longer gap cuts the series. 0 or more, default 3.</summary>
    public int MaxGapBars { get; init; } = 3;

    /// <summary>Most filled candles as a share of the kept stretch; above it the series is blocked. 0 to 1, default 0.01.</summary>
    public double MaxFilledShare { get; init; } = 0.01;

    /// <summary>
    /// Fewest usable candles at the unit's own timeframe; 1 or more. Default 2,000: the test part (15 %) then has 300 candles and the
    /// shadow part 200, below which neither a backtest nor a comparison says anything.
    /// </summary>
    public int MinimumBars { get; init; } = 2_000;

    /// <summary>
    /// Whether fewer block the series: true before training. False where files are only looked at or converted: it is a warning.
    /// </summary>
    public bool ShortBlocks { get; init; } = true;

    /// <summary>Length of a flat run without volume at the end of the series that makes the coin dead. Default 2 days.</summary>
    public TimeSpan DeadTail { get; init; } = TimeSpan.FromDays(2);

    /// <summary>
    /// Stretch at the end of the series in which at most half of the candles may be flat without volume. Default 30 days.
    /// </summary>
    public TimeSpan DeadWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Costs of a round trip (fees, spread, slippage on both legs), basis points; what a day's move is measured against. Default 14.
    /// </summary>
    public double RoundTripCostBps { get; init; } = 14;

    /// <summary>
    /// What is charged for each 8 hours without a known funding rate, basis points; null where positions pay no funding, so that none is
    /// missed. Default 1.
    /// </summary>
    public double? MissingFundingBps { get; init; } = 1;

    /// <summary>
    /// A series is a stable pair when the median of its absolute one-day log returns is below this many round trips of costs: on half
    /// of all days there is nothing to trade even with perfect foresight of the day. 0 switches the rule off. Default 2.
    /// </summary>
    public double MinDailyMoveInCosts { get; init; } = 2;

    /// <summary>
    /// One-bar log returns beyond this many robust standard deviations (1.4826 × MAD), and beyond 1 %, are reported, never removed.
    /// 5 or more, default 30.
    /// </summary>
    public double OutlierDeviations { get; init; } = 30;

    /// <summary>
    /// The moment the data is looked at: candles that open later block, and a last one too old to trade on (<see cref="CandleAge"/>) is a
    /// warning; null knows neither. Default null.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Refuses values out of range, all at once.</summary>
    /// <exception cref="InputRefusedException">Names each value and its rule.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        void Require(bool ok, string name, object value, string rule)
        {
            if (!ok)
                errors.Add($"{name} is {value}; it must {rule}");
        }
        Require(MaxNanShare is >= 0 and <= 1, nameof(MaxNanShare), MaxNanShare, "lie in [0, 1]");
        Require(PriceTolerance is >= 0 and <= 0.01, nameof(PriceTolerance), PriceTolerance, "lie in [0, 0.01]");
        Require(MaxOffGridShare is >= 0 and <= 1, nameof(MaxOffGridShare), MaxOffGridShare, "lie in [0, 1]");
        Require(MaxGapBars >= 0, nameof(MaxGapBars), MaxGapBars, "be 0 or more");
        Require(MaxFilledShare is >= 0 and <= 1, nameof(MaxFilledShare), MaxFilledShare, "lie in [0, 1]");
        Require(MinimumBars >= 1, nameof(MinimumBars), MinimumBars, "be 1 or more");
        Require(DeadTail > TimeSpan.Zero, nameof(DeadTail), DeadTail, "be positive");
        Require(DeadWindow > TimeSpan.Zero, nameof(DeadWindow), DeadWindow, "be positive");
        Require(RoundTripCostBps is >= 0 and <= 1_000, nameof(RoundTripCostBps), RoundTripCostBps, "lie in [0, 1000]");
        Require(MissingFundingBps is null or (>= 0 and <= 10_000), nameof(MissingFundingBps), MissingFundingBps ?? 0, "lie in [0, 10000]");
        Require(MinDailyMoveInCosts is >= 0 and <= 100, nameof(MinDailyMoveInCosts), MinDailyMoveInCosts, "lie in [0, 100]");
        Require(OutlierDeviations >= 5, nameof(OutlierDeviations), OutlierDeviations, "be 5 or more");
        if (errors.Count > 0)
            throw new InputRefusedException($"preflight: {string.Join("; ", errors)}.");
    }
}
