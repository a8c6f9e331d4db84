using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Vendors;

/// <summary>What rows of a vendor must be, whichever way they came.</summary>
internal static class RowRules
{
    private static readonly string[] Prices = ["open", "high", "low", "close"];

    /// <summary>The same rows.</summary>
    /// <exception cref="RowsRefusedException">A candle opens off the grid, a price is not a positive number, a volume or a rate is no
    /// number.</exception>
    public static MarketRows Checked(this MarketRows rows, SeriesName series)
    {
        if (series.Timeframe is not { } timeframe)
        {
            Refuse(rows, "funding_rate", double.IsFinite);
            return rows;
        }
        foreach (var time in rows.Times.Where(time => time % timeframe.Milliseconds != 0))
            throw new RowsRefusedException($"{DateTimeOffset.FromUnixTimeMilliseconds(time):u} is no multiple of {timeframe}");
        foreach (var price in Prices)
            Refuse(rows, price, value => double.IsFinite(value) && value > 0);
        Refuse(rows, "volume", value => double.IsFinite(value) && value >= 0);
        return rows;
    }

    private static void Refuse(MarketRows rows, string column, Predicate<double> isRight)
    {
        var values = rows.Get(column);
        var wrong = Array.FindIndex(values, value => !isRight(value));
        if (wrong >= 0)
            throw new RowsRefusedException(FormattableString.Invariant(
                $"{DateTimeOffset.FromUnixTimeMilliseconds(rows.Times[wrong]):u} has {values[wrong]} as {column}"));
    }
}
