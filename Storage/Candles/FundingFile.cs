using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Tables;

namespace Huracan.Storage.Candles;

/// <summary>One file of funding rates: <c>&lt;SYMBOL&gt;_funding.csv</c> or <c>.csv.gz</c>.</summary>
public static class FundingFile
{
    /// <summary>The endings there are.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".csv", ".csv.gz"];

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
        var csv = CsvNumbers.Read(path, CandleColumns.FundingTime, CandleColumns.FundingRate, cancellationToken);
        var rates = csv.Numbers[0];
        for (var i = 0; i < rates.Length; i++)
        {
            if (!double.IsFinite(rates[i]))
                throw new InputRefusedException($"{path}, row {csv.Lines[i]}: the funding rate is {rates[i]}; it must be a finite number.");
            csv.Times[i] -= ((csv.Times[i] % MinuteMs) + MinuteMs) % MinuteMs;
        }
        var order = Enumerable.Range(0, rates.Length).OrderBy(i => csv.Times[i]).ToArray();
        var kept = new List<int>(order.Length);
        foreach (var i in order)
        {
            if (kept.Count == 0 || csv.Times[kept[^1]] != csv.Times[i])
                kept.Add(i);
            else if (!rates[kept[^1]].Equals(rates[i]))
                throw new InputRefusedException(
                    $"{path}, rows {csv.Lines[kept[^1]]} and {csv.Lines[i]}: {UtcTime.Format(csv.Times[i])} has two funding rates,"
                    + $" {rates[kept[^1]]} and {rates[i]}.");
        }
        return new FundingSeries(coin, [.. kept.Select(i => csv.Times[i])], [.. kept.Select(i => rates[i])]);
    }

    /// <summary>Writes the rates, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, FundingSeries funding) =>
        CandleFile.Write(
            path, CandleColumns.FundingTime[0], funding.Times.ToArray(), [new TableColumn("funding_rate", funding.Rates.ToArray())]);
}
