using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Reports;

/// <summary>A backtest's trades, equity and ledger as tables; times are ISO-8601 UTC.</summary>
public static class BacktestTables
{
    /// <summary><c>trades.csv</c>: one row per trade, in order of entry.</summary>
    public static Table Trades(IReadOnlyList<Trade> trades)
    {
        var rows = trades.ToArray();
        return new Table(
            new TableColumn("entry_time", Array.ConvertAll(rows, t => Iso(t.EntryTime))),
            new TableColumn("entry_price", Array.ConvertAll(rows, t => t.EntryPrice)),
            new TableColumn("exit_time", Array.ConvertAll(rows, t => Iso(t.ExitTime))),
            new TableColumn("exit_price", Array.ConvertAll(rows, t => t.ExitPrice)),
            new TableColumn("side", Array.ConvertAll(rows, t => t.Side)),
            new TableColumn("quantity", Array.ConvertAll(rows, t => t.Quantity)),
            new TableColumn("reason", Array.ConvertAll(rows, t => t.Reason.ToString().ToLowerInvariant())),
            new TableColumn("fees", Array.ConvertAll(rows, t => t.Fees)),
            new TableColumn("pnl", Array.ConvertAll(rows, t => t.NetPnl)),
            new TableColumn("gross_pnl", Array.ConvertAll(rows, t => t.GrossPnl)),
            new TableColumn("spread", Array.ConvertAll(rows, t => t.Spread)),
            new TableColumn("slippage", Array.ConvertAll(rows, t => t.Slippage)),
            new TableColumn("impact", Array.ConvertAll(rows, t => t.Impact)),
            new TableColumn("funding", Array.ConvertAll(rows, t => t.Funding)),
            new TableColumn("r_multiple", Array.ConvertAll(rows, t => t.RMultiple)),
            new TableColumn("bars_held", Array.ConvertAll(rows, t => t.BarsHeld)));
    }

    /// <summary><c>signals.csv</c>: the signal at the close of every bar of a range; a time is the bar's open.</summary>
    public static Table Signals(CandleSeries candles, BarRange range, SignalSeries signals)
    {
        int[] bars = [.. Enumerable.Range(range.Start, range.Length)];
        return new Table(
            new TableColumn("time", Array.ConvertAll(bars, bar => Iso(candles.OpenTimes[bar]))),
            new TableColumn("signal", Array.ConvertAll(bars, bar => (int)signals.Sides[bar])),
            new TableColumn("stop", Array.ConvertAll(bars, signals.StopAt)),
            new TableColumn("target", Array.ConvertAll(bars, signals.TargetAt)));
    }

    /// <summary><c>equity.csv</c>: marked at the close of every bar of the range.</summary>
    public static Table Equity(CandleSeries candles, BacktestResult result)
    {
        var drawdown = new double[result.Equity.Length];
        var peak = result.InitialCapital;
        for (var i = 0; i < drawdown.Length; i++)
        {
            peak = Math.Max(peak, result.Equity[i]);
            drawdown[i] = result.Equity[i] / peak - 1;
        }
        var times = new string[drawdown.Length];
        for (var i = 0; i < times.Length; i++)
            times[i] = Iso(candles.OpenTimes[result.Range.Start + i] + candles.Timeframe.Milliseconds);
        return new Table(
            new TableColumn("time", times),
            new TableColumn("equity", result.Equity),
            new TableColumn("drawdown", drawdown),
            new TableColumn("exposure", result.Exposure));
    }

    /// <summary><c>ledger.csv</c>: every movement of money; the amounts sum to final equity less capital.</summary>
    public static Table Ledger(BacktestResult result)
    {
        var entries = result.Ledger.Entries.ToArray();
        return new Table(
            new TableColumn("time", Array.ConvertAll(entries, e => Iso(e.Time))),
            new TableColumn("trade", Array.ConvertAll(entries, e => e.Trade)),
            new TableColumn("kind", Array.ConvertAll(entries, e => e.Kind.ToString().ToLowerInvariant())),
            new TableColumn("amount", Array.ConvertAll(entries, e => e.Amount)));
    }

    private static string Iso(long time) => $"{DateTimeOffset.FromUnixTimeMilliseconds(time):yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
