using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Backtest;

/// <summary>Money and the one open position of a run: what a fill books, and what it costs.</summary>
internal sealed class Account(Timeframe timeframe, TrailingMarket market, BacktestOptions options)
{
    private readonly CostOptions costs = options.Costs;
    private readonly List<Trade> trades = [];
    private EntryFill entry;
    private double initialRisk;
    private double fees;
    private double spread;
    private double slippage;
    private double impact;
    private double funding;

    public Ledger Ledger { get; } = new();

    public IReadOnlyList<Trade> Trades => trades;

    public int Side { get; private set; }

    public double Quantity { get; private set; }

    /// <summary>Bar from whose open the bars of a hold are counted.</summary>
    public int HeldFrom => entry.HeldFrom;

    /// <summary>Price of the stop; NaN without.</summary>
    public double Stop { get; private set; }

    /// <summary>Price of the target; NaN without.</summary>
    public double Target { get; private set; }

    public double EquityAt(double price)
    {
        var equity = options.InitialCapital + Ledger.Sum;
        return Side == 0 ? equity : equity + Side * Quantity * (price - entry.Price);
    }

    // Comparisons with NaN are false, so a level that is not set is never touched.
    public bool StopTouchedBy(double high, double low) => Side > 0 ? low <= Stop : high >= Stop;

    public bool TargetTouchedBy(double high, double low) => Side > 0 ? high >= Target : low <= Target;

    public void Enter(EntryFill fill, double quantity, double stop, double target)
    {
        var (bar, price, side) = (fill.Bar, fill.Price, fill.Side);
        var wanted = double.IsNaN(quantity) ? EquityAt(price) * options.Leverage / price : quantity;
        if (options.MaxParticipation is { } share)
            wanted = Math.Min(wanted, share * market.BarQuoteVolume(bar) / price);
        if (wanted <= 0)
            return;
        Side = side;
        Quantity = wanted;
        entry = fill;
        Stop = price * (1 - side * stop);
        Target = price * (1 + side * target);
        initialRisk = double.IsNaN(stop) ? VolatilityRisk(bar) : Quantity * price * stop;
        fees = spread = slippage = impact = funding = 0;
        PayLeg(bar, fill.Time, price, fill.IsPassive);
    }

    public void Leave(int bar, long time, double price, ExitReason reason, bool inside, bool passive)
    {
        PayLeg(bar, time, price, passive);
        var gross = Side * Quantity * (price - entry.Price);
        Ledger.Book(new LedgerEntry(time, bar, trades.Count + 1, LedgerKind.Price, gross));
        trades.Add(new Trade
        {
            Number = trades.Count + 1,
            Side = Side,
            Quantity = Quantity,
            EntryBar = entry.Bar,
            SignalBar = entry.Signal,
            EntryTime = entry.Time,
            EntryPrice = entry.Price,
            ExitBar = bar,
            ExitTime = time,
            ExitPrice = price,
            Reason = reason,
            BarsHeld = bar - entry.Bar + (inside ? 1 : 0),
            GrossPnl = gross,
            Fees = fees,
            Spread = spread,
            Slippage = slippage,
            Impact = impact,
            Funding = funding,
            InitialRisk = initialRisk,
        });
        Side = 0;
    }

    /// <summary>F14: −side · notional · rate; where the rate is not known (NaN) either side pays the stand-in.</summary>
    public void PayFunding(int bar, long time, double price, double rate)
    {
        var notional = Quantity * price;
        var missing = double.IsNaN(rate);
        funding += missing
            ? Book(bar, time, LedgerKind.MissingFunding, -notional * costs.MissingFundingBps / 1e4)
            : Book(bar, time, LedgerKind.Funding, -Side * notional * rate);
    }

    private void PayLeg(int bar, long time, double price, bool passive)
    {
        var notional = Quantity * price; // the ledger books payments below 0; the totals are above 0
        fees -= Book(bar, time, LedgerKind.Fee, -notional * (passive ? costs.MakerFeeBps : costs.TakerFeeBps) / 1e4);
        if (passive)
            return;
        spread -= Book(bar, time, LedgerKind.Spread, -notional * costs.HalfSpreadBps / 1e4);
        slippage -= Book(bar, time, LedgerKind.Slippage, -notional * costs.SlippageBps / 1e4);
        if (costs.ImpactY > 0)
            impact -= Book(bar, time, LedgerKind.Impact, -notional * ImpactFraction(bar, notional));
    }

    /// <summary>F12: two thirds of the peak per leg. A day without any volume counts as one the order itself makes up.</summary>
    private double ImpactFraction(int bar, double notional)
    {
        var volume = market.DailyQuoteVolume(bar);
        return 2.0 / 3 * costs.ImpactY * market.DailyVolatility(bar) * Math.Sqrt(volume > 0 ? notional / volume : 1);
    }

    private double VolatilityRisk(int bar)
    {
        var days = options.Exit.FollowsSignal ? 1 : options.Exit.Bars * timeframe.Minutes / 1440.0;
        var risk = Quantity * entry.Price * market.DailyVolatility(bar) * Math.Sqrt(days);
        return risk > 0 ? risk : double.NaN;
    }

    private double Book(int bar, long time, LedgerKind kind, double amount)
    {
        if (amount != 0)
            Ledger.Book(new LedgerEntry(time, bar, trades.Count + 1, kind, amount));
        return amount;
    }
}
