using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Tables;

namespace Huracan.Storage.Candles;

/// <summary>One file of funding rates: <c>&lt;SYMBOL&gt;_funding.csv</c>, <c>.csv.gz</c> or <c>.parquet</c>.</summary>
public static class FundingFile
{
    /// <summary>The endings there are.</summary>
    public static IReadOnlyList<string> Extensions => CandleFile.Extensions;

    private const long MinuteMs = 60_000;

    /// <summary>
    /// Reads the rates; times are cut to the whole minute (exchanges stamp them some milliseconds late), rows said twice count once.
    /// </summary>
    /// <exception cref="InputRefusedException">It has another ending, a cell is no time or no finite number, or one time has two
    /// rates.</exception>
    public static FundingSeries Read(string path, string coin, CancellationToken cancellationToken)
    {
        if (!Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            throw new InputRefusedException($"{path}: funding rates are read from {string.Join(" and ", Extensions)}.");
        var (times, rates, rows) = Rows(path, cancellationToken);
        for (var i = 0; i < rates.Length; i++)
        {
            if (!double.IsFinite(rates[i]))
                throw new InputRefusedException($"{path}, row {rows[i]}: the funding rate is {rates[i]}; it must be a finite number.");
            times[i] -= ((times[i] % MinuteMs) + MinuteMs) % MinuteMs;
        }
        var order = Enumerable.Range(0, rates.Length).OrderBy(i => times[i]).ToArray();
        var kept = new List<int>(order.Length);
        foreach (var i in order)
        {
            if (kept.Count == 0 || times[kept[^1]] != times[i])
                kept.Add(i);
            else if (!rates[kept[^1]].Equals(rates[i]))
                throw new InputRefusedException(
                    $"{path}, rows {rows[kept[^1]]} and {rows[i]}: {UtcTime.Format(times[i])} has two funding rates,"
                    + $" {rates[kept[^1]]} and {rates[i]}.");
        }
        return new FundingSeries(coin, [.. kept.Select(i => times[i])], [.. kept.Select(i => rates[i])]);
    }

    private static (long[] Times, double[] Rates, int[] Rows) Rows(string path, CancellationToken cancellationToken)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            var (times, rates) = CandleParquet.Read(path, CandleColumns.FundingTime, CandleColumns.FundingRate[0]);
            return (times, rates, [.. Enumerable.Range(1, times.Length)]);
        }
        var csv = CsvNumbers.Read(path, CandleColumns.FundingTime, CandleColumns.FundingRate, cancellationToken);
        return (csv.Times, csv.Numbers[0], csv.Lines);
    }

    /// <summary>Writes the rates, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, FundingSeries funding) =>
        CandleFile.Write(
            path, CandleColumns.FundingTime[0], funding.Times.ToArray(), [new TableColumn("funding_rate", funding.Rates.ToArray())]);
}
