using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Live;

namespace Huracan.Hamilton.Inputs;

/// <summary>Checks candles that come from a caller.</summary>
internal static class CandleInput
{
    private const int MostNamed = 5;

    /// <exception cref="InputRefusedException">There is none, or one is refused; the message names it.</exception>
    public static CandleSeries Series(string coin, Timeframe timeframe, IReadOnlyList<CandleRow> rows, DateTimeOffset now)
    {
        if (rows.Count == 0)
            throw new InputRefusedException($"There are no candles of {coin}.");
        var faults = CandleRows.Faults(rows, timeframe, now).Take(MostNamed)
            .Select(fault => $"candle {fault.Index}: {fault.Fault}").ToArray();
        return faults.Length == 0
            ? CandleRows.Series(coin, timeframe, rows)
            : throw new InputRefusedException($"{coin}/{timeframe}, {string.Join(" ", faults)}");
    }
}
