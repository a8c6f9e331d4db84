namespace Huracan.Bench.Policies;

/// <summary>
/// One book over all coins of a timeframe, family and horizon that is long as much as it is short: at every horizon's end coins are
/// weighted by the rank of their forecasts, and what changes pays the costs of a market order; funding is paid by the weights.
/// </summary>
internal static class NeutralBook
{
    private const int LeastCoins = 6;

    /// <summary>The book's mean net and gross return of a day, basis points of its gross exposure, and its turnover a day.</summary>
    /// <param name="candidates">The same family and horizon of every coin.</param>
    /// <param name="part">Which part is traded.</param>
    /// <param name="ends">Coins at each end that are held; 0 holds all, by rank.</param>
    public static (DayMean Net, DayMean Gross, double Turnover) Trade(
        IReadOnlyList<RunForecasts> candidates, Func<RunForecasts, PartForecasts> part, int ends)
    {
        var (horizon, latency) = (candidates[0].Horizon, candidates[0].Options.Latency);
        var step = candidates[0].Data.Candles.Timeframe.Milliseconds;
        var forecasts = candidates.Select(candidate =>
        {
            var (own, scores) = (part(candidate), part(candidate).Scores());
            return own.Bars.Select((bar, i) => (Time: candidate.Data.Candles.OpenTimes[bar], Bar: bar, Score: scores[i]))
                .ToDictionary(one => one.Time);
        }).ToList();
        var times = forecasts.SelectMany(coin => coin.Keys).Distinct().Order().ToArray();
        var (net, gross, turnover, periods) = (new DayMean(), new DayMean(), 0.0, 0);
        var weights = new double[candidates.Count];
        for (var time = times[0]; time <= times[^1]; time += horizon * step)
        {
            var at = Enumerable.Range(0, candidates.Count)
                .Where(coin => forecasts[coin].TryGetValue(time, out var one)
                    && one.Bar + 1 + latency + horizon < candidates[coin].Data.Candles.Count)
                .OrderBy(coin => forecasts[coin][time].Score).ToArray();
            if (at.Length < LeastCoins)
                continue;
            var next = new double[candidates.Count];
            for (var rank = 0; rank < at.Length; rank++)
                next[at[rank]] = ends == 0 ? rank - (at.Length - 1) / 2.0 : rank < ends ? -1 : rank >= at.Length - ends ? 1 : 0;
            var sum = next.Sum(Math.Abs);
            double moved = 0, cost = 0, paid = 0, earned = 0;
            for (var coin = 0; coin < next.Length; coin++)
            {
                next[coin] /= sum;
                var change = Math.Abs(next[coin] - weights[coin]);
                var costs = candidates[coin].Data.Costs(candidates[coin].Options);
                moved += change;
                cost += change * (costs.TakerFeeBps + costs.HalfSpreadBps + costs.SlippageBps);
                if (next[coin] == 0)
                    continue;
                var candles = candidates[coin].Data.Candles;
                var first = forecasts[coin][time].Bar + 1 + latency;
                earned += 1e4 * next[coin] * (candles.Open[first + horizon] / candles.Open[first] - 1);
                paid += 1e4 * next[coin] * Funding(candidates[coin], candles.OpenTimes[first], candles.OpenTimes[first + horizon]);
            }
            weights = next;
            net.Add(time, earned - cost - paid);
            gross.Add(time, earned);
            turnover += moved;
            periods++;
        }
        return (net, gross, turnover / Math.Max(1, periods) * 86_400_000.0 / (horizon * step));
    }

    private static double Funding(RunForecasts candidate, long from, long to)
    {
        if (candidate.Data.Funding is not { } funding)
            return 0;
        var (found, sum) = (funding.Times.BinarySearch(from), 0.0);
        for (var i = found < 0 ? ~found : found; i < funding.Count && funding.Times[i] < to; i++)
            sum += funding.Rates[i];
        return sum;
    }
}
