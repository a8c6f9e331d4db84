using Huracan.Contracts;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Storage.Candles;

/// <summary>One file of quotes, <c>&lt;SYMBOL&gt;_quotes.csv</c> or <c>.csv.gz</c>: the best prices of a coin's order book at times, in the
/// columns <c>time</c>, <c>bid</c> and <c>ask</c>; others are not read.</summary>
public static class QuoteFile
{
    /// <summary>The endings there are.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".csv.gz"];

    /// <summary>Reads the spreads, ascending in time.</summary>
    /// <exception cref="InputRefusedException">It cannot be read, a cell is no time or no number, or prices are not finite, not above 0 or
    /// crossed; the message names file, row and values.</exception>
    public static IReadOnlyList<QuotedSpread> Read(string path, CancellationToken cancellationToken)
    {
        var csv = CsvNumbers.Read(path, CandleColumns.QuoteTime, CandleColumns.BestPrices, cancellationToken);
        var spreads = new QuotedSpread[csv.Times.Length];
        for (var i = 0; i < spreads.Length; i++)
        {
            var (bid, ask) = (csv.Numbers[0][i], csv.Numbers[1][i]);
            if (!(bid > 0 && ask >= bid && double.IsFinite(ask)))
                throw new InputRefusedException(FormattableString.Invariant(
                    $"{path}, row {csv.Lines[i]}: bid {bid} and ask {ask}; both must be finite and above 0, the ask not below the bid."));
            spreads[i] = new QuotedSpread(csv.Times[i], (ask - bid) / ((ask + bid) / 2) * 10_000);
        }
        return [.. spreads.OrderBy(spread => spread.Time)];
    }
}
