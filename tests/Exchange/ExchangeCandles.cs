using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.Exchange;

/// <summary>What was traded on the local exchange: the simulator's candles of 15 minutes and what they make of longer timeframes.</summary>
internal sealed class ExchangeCandles
{
    private readonly Dictionary<SeriesName, string[][]> series = [];
    private readonly long start;

    /// <param name="options">The simulated market.</param>
    public ExchangeCandles(SimulatorOptions options)
    {
        start = options.Start.ToUnixTimeMilliseconds();
        var market = new SimulatedMarket(options);
        Coins = market.Coins;
        foreach (var coin in Coins)
        {
            var raw = market.Load(coin, options.Timeframe, CancellationToken.None);
            foreach (var timeframe in new[] { Timeframe.M15, Timeframe.H1 })
                series[new SeriesName(coin, timeframe)] = Aggregate(raw, timeframe.Minutes / options.Timeframe.Minutes);
        }
    }

    public IReadOnlyList<string> Coins { get; }

    /// <summary>When trading began, milliseconds since the Unix epoch.</summary>
    public long Start => start;

    /// <summary>Cells of the candle that opens then, as text: open, high, low, close, volume, quote volume, trades, taker's buys.</summary>
    public string[]? At(SeriesName name, long openTime)
    {
        var length = name.Timeframe!.Value.Milliseconds; // candles have one
        var place = (openTime - start) / length;
        return openTime >= start && place < series[name].Length ? series[name][place] : null;
    }

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

    private static string[][] Aggregate(RawCandles raw, int count)
    {
        var candles = new string[raw.Count / count][];
        for (var i = 0; i < candles.Length; i++)
        {
            var range = (i * count)..((i + 1) * count);
            var volume = raw.Volume[range].Sum();
            candles[i] =
            [
                Text(raw.Open[i * count]), Text(raw.High[range].Max()), Text(raw.Low[range].Min()), Text(raw.Close[(i + 1) * count - 1]),
                Text(volume), Text(volume * raw.Close[i * count]), ((long)volume % 5000).ToString(CultureInfo.InvariantCulture),
                Text(volume * 0.5),
            ];
        }
        return candles;
    }

    private static string Text(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
