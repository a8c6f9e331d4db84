using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.Exchange;

/// <summary>What was traded on the local exchange: the simulator's candles and what they make of longer timeframes.</summary>
internal sealed class ExchangeCandles
{
    private readonly Dictionary<string, RawCandles> coins = [];
    private readonly Timeframe shortest;
    private readonly long start;

    /// <param name="options">The simulated market.</param>
    public ExchangeCandles(SimulatorOptions options)
    {
        (start, shortest) = (options.Start.ToUnixTimeMilliseconds(), options.Timeframe);
        var market = new SimulatedMarket(options);
        Coins = market.Coins;
        foreach (var coin in Coins)
            coins[coin] = market.Load(coin, options.Timeframe, CancellationToken.None);
    }

    public IReadOnlyList<string> Coins { get; }

    /// <summary>When trading began, milliseconds since the Unix epoch.</summary>
    public long Start => start;

    /// <summary>Cells of the candle that opens then, as text: open, high, low, close, volume, quote volume, trades, taker's buys.</summary>
    public string[]? At(SeriesName name, long openTime)
    {
        var count = name.Timeframe!.Value.Minutes / shortest.Minutes; // candles have a timeframe
        var (raw, first) = (coins[name.Coin], (openTime - start) / shortest.Milliseconds);
        return openTime >= start && first + count <= raw.Count ? Joined(raw, (int)first, count) : null;
    }

    /// <summary>The first price of the candle that runs then, as text.</summary>
    public string Latest(string coin, long time) =>
        Text(coins[coin].Open[Math.Clamp((int)((time - start) / shortest.Milliseconds), 0, coins[coin].Count - 1)]);

    /// <summary>The funding rate of a time, as text: every eight hours.</summary>
    public static string Rate(string coin, long time) =>
        (((time / 28_800_000 + coin[0] * 7 + coin.Length) % 21 - 10) * 1e-5).ToString("0.00000000", CultureInfo.InvariantCulture);

    /// <summary>What a store should hold of <c>[from, to)</c>.</summary>
    public MarketRows Truth(SeriesName name, long from, long to)
    {
        var length = name.Timeframe?.Milliseconds ?? 28_800_000;
        var times = new List<long>();
        for (var time = Math.Max(from, start); time < to; time += length)
            times.Add(time);
        if (name.Timeframe is null)
            return MarketRows.Funding([.. times], [.. times.Select(time => Number(Rate(name.Coin, time)))]);
        var cells = times.Select(time => At(name, time)!).ToArray(); // within what was traded
        double[] Column(int i) => [.. cells.Select(row => Number(row[i]))];
        return MarketRows.Candles(
            [.. times], Column(0), Column(1), Column(2), Column(3), Column(4), Column(5), Column(6), Column(7));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Joined(RawCandles raw, int first, int count)
    {
        var range = first..(first + count);
        var volume = raw.Volume[range].Sum();
        return
        [
            Text(raw.Open[first]), Text(raw.High[range].Max()), Text(raw.Low[range].Min()), Text(raw.Close[first + count - 1]),
            Text(volume), Text(volume * raw.Close[first]), ((long)volume % 5000).ToString(CultureInfo.InvariantCulture), Text(volume * 0.5),
        ];
    }

    private static string Text(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
