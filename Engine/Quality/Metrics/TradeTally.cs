using Huracan.Contracts.Trading;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>Sums over trades that several metrics share. A net result of exactly 0 is neither a win nor a loss.</summary>
internal sealed record TradeTally(
    int Wins, int Losses, double Gained, double Lost, double NetBps, double Traded, long BarsHeld, double ExpectancyR, double Sqn)
{
    public static TradeTally Of(IReadOnlyList<Trade> trades)
    {
        int wins = 0, losses = 0, known = 0;
        long held = 0;
        double gained = 0, lost = 0, bps = 0, traded = 0, sumR = 0;
        foreach (var trade in trades)
        {
            var net = trade.NetPnl;
            if (net > 0)
            {
                wins++;
                gained += net;
            }
            else if (net < 0)
            {
                losses++;
                lost -= net;
            }
            bps += trade.NetBps;
            traded += trade.Quantity * (trade.EntryPrice + trade.ExitPrice);
            held += trade.BarsHeld;
            if (double.IsNaN(trade.RMultiple))
                continue;
            known++;
            sumR += trade.RMultiple;
        }
        var mean = sumR / known;
        var squares = 0.0;
        foreach (var trade in trades)
        {
            if (!double.IsNaN(trade.RMultiple))
                squares += Math.Pow(trade.RMultiple - mean, 2);
        }
        var deviation = Math.Sqrt(squares / (known - 1));
        var sqn = known > 1 && deviation > 1e-12 * Math.Abs(mean) ? Math.Sqrt(known) * mean / deviation : double.NaN;
        return new TradeTally(wins, losses, gained, lost, bps, traded, held, mean, sqn);
    }
}
