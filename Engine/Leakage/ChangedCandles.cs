using Huracan.Engine.Market;

namespace Huracan.Engine.Leakage;

/// <summary>Candles and funding rates that are others from a place on, and as valid as before.</summary>
internal static class ChangedCandles
{
    private const double PriceDeviation = 0.02;
    private const double VolumeDeviation = 0.7;
    private const double RateDeviation = 1e-3;

    /// <summary>Candles that are others from bar <paramref name="from"/> on.</summary>
    public static CandleSeries WithFuture(this CandleSeries candles, int from, FutureChange change, SeededRandom random)
    {
        var count = candles.Count - from;
        if (count <= 0)
            return candles;
        var order = Order(count, change, random);
        var marked = candles.Marked.ToArray();
        double[][] columns = [
            candles.Open.ToArray(), candles.High.ToArray(), candles.Low.ToArray(), candles.Close.ToArray(), candles.Volume.ToArray(),
        ];
        var before = Array.ConvertAll(columns, column => column[from..]);
        var level = 0.0;
        for (var i = 0; i < count; i++)
        {
            var (price, volume) = (1.0, 1.0);
            if (change == FutureChange.Scaled)
            {
                level += PriceDeviation * random.NextGaussian();
                (price, volume) = (Math.Exp(level), Math.Exp(VolumeDeviation * random.NextGaussian()));
            }
            for (var c = 0; c < columns.Length; c++)
                columns[c][from + i] = before[c][order[i]] * (c < 4 ? price : volume);
            marked[from + i] = candles.Marked[from + order[i]];
        }
        return new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), columns[0], columns[1], columns[2], columns[3], columns[4],
            marked);
    }

    /// <summary>Candles whose prices up to and including a bar are multiplied by one factor.</summary>
    public static CandleSeries WithPastTimes(this CandleSeries candles, int bar, double factor)
    {
        double[] Scaled(ReadOnlySpan<double> prices)
        {
            var scaled = prices.ToArray();
            for (var i = 0; i <= bar; i++)
                scaled[i] *= factor;
            return scaled;
        }
        return new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), Scaled(candles.Open), Scaled(candles.High), Scaled(candles.Low),
            Scaled(candles.Close), candles.Volume.ToArray(), candles.Marked.ToArray());
    }

    /// <summary>Rates that are others from the <paramref name="from"/>-th on.</summary>
    public static FundingSeries WithFuture(this FundingSeries funding, int from, FutureChange change, SeededRandom random)
    {
        var rates = funding.Rates.ToArray();
        var order = Order(rates.Length - from, change, random);
        for (var i = from; i < rates.Length; i++)
            rates[i] = change == FutureChange.Scaled ? RateDeviation * random.NextGaussian() : funding.Rates[from + order[i - from]];
        return new FundingSeries(funding.Coin, funding.Times.ToArray(), rates);
    }

    private static int[] Order(int count, FutureChange change, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, Math.Max(0, count))];
        if (change == FutureChange.Shuffled)
            random.Shuffle<int>(order);
        return order;
    }
}
