using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Bench.Policies;

/// <summary>What a policy brought on a part of the time.</summary>
/// <param name="Times">Open times of the bars.</param>
/// <param name="Returns">Net return of each.</param>
/// <param name="Trades">The trades.</param>
internal sealed record PolicyTrial(long[] Times, double[] Returns, IReadOnlyList<Trade> Trades)
{
    private const int LeastTrades = 20;

    public static PolicyTrial Of(TradePolicy policy, RunForecasts candidate, PartForecasts part)
    {
        var result = policy.Trade(candidate, part);
        return new PolicyTrial(
            candidate.Data.Candles.OpenTimes.Slice(part.Range.Start, part.Range.Length).ToArray(), BarReturns.Of(result), result.Trades);
    }

    /// <summary>What it is chosen by: mean net return of a day less a standard error; with few trades nothing is known of it.</summary>
    public double LowerBound()
    {
        if (Trades.Count < LeastTrades)
            return double.NegativeInfinity;
        var days = new DayMean();
        for (var i = 0; i < Returns.Length; i++)
            days.Add(Times[i], Returns[i]);
        return days.Mean - days.StandardError;
    }

    public DayMean NetBps()
    {
        var mean = new DayMean();
        foreach (var trade in Trades)
            mean.Add(trade.EntryTime, trade.NetBps);
        return mean;
    }
}
