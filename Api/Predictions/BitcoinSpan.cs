using System.Globalization;
using Huracan.Api.Errors;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Api.Predictions;

/// <summary>
/// Bitcoin's candles at the times of a unit's candles: the caller's where given, the stored ones otherwise.
/// </summary>
internal static class BitcoinSpan
{
    private const int MostShown = 5;

    /// <summary>Bitcoin's candles at exactly the times of the unit's.</summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="given">Bitcoin's candles from the caller, of any time span.</param>
    /// <param name="stored">Bitcoin's candles published with the unit, of any time span.</param>
    /// <exception cref="RequestValidationException">Some candle is in neither; the message names the times.</exception>
    public static CandleSeries Cover(CandleSeries candles, CandleSeries? given, CandleSeries? stored)
    {
        var count = candles.Count;
        var (open, high, low, close, volume, marked) =
            (new double[count], new double[count], new double[count], new double[count], new double[count], new bool[count]);
        var missing = new List<long>();
        for (var i = 0; i < count; i++)
        {
            var time = candles.OpenTimes[i];
            var from = Has(given, time) ? given : Has(stored, time) ? stored : null;
            if (from is null)
            {
                missing.Add(time);
                continue;
            }
            var bar = from.IndexOf(time);
            (open[i], high[i], low[i], close[i], volume[i], marked[i]) =
                (from.Open[bar], from.High[bar], from.Low[bar], from.Close[bar], from.Volume[bar], from.Marked[bar]);
        }
        if (missing.Count > 0)
            throw new RequestValidationException("bitcoin_candles", Refusal(candles, missing));
        return new CandleSeries(RunPlan.Bitcoin, candles.Timeframe, candles.OpenTimes.ToArray(), open, high, low, close, volume, marked);
    }

    private static bool Has(CandleSeries? series, long time) => series?.IndexOf(time) >= 0;

    private static string Refusal(CandleSeries candles, List<long> missing)
    {
        var spans = new List<string>();
        for (int first = 0, last = 0; first < missing.Count; first = ++last)
        {
            while (last + 1 < missing.Count && missing[last + 1] - missing[last] == candles.Timeframe.Milliseconds)
                last++;
            spans.Add(first == last ? Text(missing[first]) : $"{Text(missing[first])} to {Text(missing[last])}");
        }
        var shown = string.Join(", ", spans.Take(MostShown))
            + (spans.Count > MostShown ? $" and {spans.Count - MostShown} more spans" : "");
        return $"The model has features of {RunPlan.Bitcoin}, and of the {candles.Count} times of the candles {missing.Count} are neither "
            + $"among the given candles of {RunPlan.Bitcoin} nor among those stored: {shown}.";
    }

    private static string Text(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
