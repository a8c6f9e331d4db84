using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Engine.Factory;

/// <summary>The coins of a source that are worth a model, and why the others are not.</summary>
/// <param name="Coins">Those that are, the most traded first.</param>
/// <param name="Excluded">The others, in ordinal order.</param>
/// <param name="Newest">End of the newest candle of any coin, UTC.</param>
public sealed record CoinUniverse(IReadOnlyList<JudgedCoin> Coins, IReadOnlyList<JudgedCoin> Excluded, DateTimeOffset Newest)
{
    private const long DayMs = 86_400_000;

    /// <summary>Judges every coin of a source by the longest candles that it has of it, which are the fewest to read.</summary>
    /// <param name="source">The candles.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Ends it between two coins.</param>
    public static CoinUniverse Choose(ICandleSource source, UniverseOptions options, CancellationToken cancellationToken)
    {
        var picker = new SeriesPicker(source, new PreflightOptions { ShortBlocks = false });
        // The candles of one coin at a time: those of hundreds are gigabytes.
        var measured = source.Coins.Select(Measured).ToList();
        var newest = measured.Max(one => one.End);
        var judged = measured.ConvertAll(one => one.IsListed ? Stale(one.Coin, one.End, newest, options) ?? one.Coin : one.Coin);
        var good = judged.Where(coin => coin.Reason is null).OrderByDescending(coin => coin.LiquidityGbp)
            .ThenBy(coin => coin.Coin, StringComparer.Ordinal).ToList();
        var few = good.Skip(options.MaxCoins ?? int.MaxValue)
            .Select(coin => coin with { Reason = $"max_coins: {options.MaxCoins} coins are traded more" });
        return new CoinUniverse(
            [.. good.Take(options.MaxCoins ?? int.MaxValue)],
            [.. judged.Where(coin => coin.Reason is not null).Concat(few).OrderBy(coin => coin.Coin, StringComparer.Ordinal)],
            DateTimeOffset.FromUnixTimeMilliseconds(newest));

        (JudgedCoin Coin, long End, bool IsListed) Measured(string coin)
        {
            var unit = picker.Pick(coin, source.TimeframesOf(coin)[^1], cancellationToken);
            var delisted = (source as IListingSource)?.DelistedAt(coin);
            var end = unit.Series is { Count: > 0 } candles ? candles.EndTime : 0;
            return (
                Judge(coin, unit, delisted, options, Spread(coin, unit)), end, delisted is null && unit.Series is { Count: > 1 });
        }

        // From all candles: thirty days of them rarely tell a spread from noise.
        double? Spread(string coin, UnitSeries unit) => unit.Series is { Count: > 1 } candles
            && new SpreadChoice(new SpreadOptions { Source = SpreadSource.Estimated }, 0).Decide(
                [candles], 1,
                source is IQuoteSource quotes ? (start, end) => quotes.LoadSpreads(coin, start, end, cancellationToken) : null)
                is { Origin: not SpreadOrigin.Configured, MeasuredHalfSpreadBps: { } half }
            ? 2 * half
            : null;
    }

    /// <summary>Refuses a universe without coins.</summary>
    /// <param name="source">Where the candles come from, in words.</param>
    /// <exception cref="InputRefusedException">It has none; the message names the first that is left out, and why.</exception>
    public void RequireCoins(string source)
    {
        if (Coins.Count == 0)
            throw new InputRefusedException(
                $"No coin of {source} is worth a model; the first of {Excluded.Count} left out, {Excluded[0].Coin}: "
                    + $"{Excluded[0].Reason}.");
    }

    /// <summary>Refuses a source that is too old as a whole.</summary>
    /// <param name="source">Where the candles come from, in words.</param>
    /// <param name="options">The limits.</param>
    /// <param name="now">The present, UTC.</param>
    /// <exception cref="InputRefusedException">Its newest candle is older than <see cref="UniverseOptions.MaxAgeDays"/>.</exception>
    public void RequireFresh(string source, UniverseOptions options, DateTimeOffset now)
    {
        if (options.MaxAgeDays is { } most && now - Newest > TimeSpan.FromDays(most))
            throw new InputRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The newest candle of {source} closed at {Newest:yyyy-MM-dd HH:mm'Z'}, {(now - Newest).TotalDays:0.#} days ago; "
                    + $"universe.max_age_days allows {most}. Get newer candles, or set it to null for candles of the past."));
    }

    // Goes before the other limits; the newest candle is known when all coins have been looked at.
    private static JudgedCoin? Stale(JudgedCoin coin, long end, long newest, UniverseOptions options)
    {
        if (newest - end <= options.MaxStaleDays * DayMs)
            return null;
        var days = (newest - end) / DayMs;
        return coin with
        {
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"max_stale_days: its candles end at {DateTimeOffset.FromUnixTimeMilliseconds(end):yyyy-MM-dd}, "
                    + $"{days} days before the newest of the source; {options.MaxStaleDays} are allowed"),
            Value = days,
            Limit = options.MaxStaleDays,
        };
    }

    private static JudgedCoin Judge(string coin, UnitSeries unit, DateTimeOffset? delisted, UniverseOptions options, double? spread)
    {
        if (unit.Series is not { Count: > 1 } candles)
        {
            var findings = unit.Preflight.Findings.Where(finding => finding.Severity == Contracts.Preflight.FindingSeverity.Blocking);
            return new JudgedCoin(
                coin, 0, double.NaN, double.NaN,
                $"data: {string.Join(" ", findings.Select(finding => finding.Message).DefaultIfEmpty("it has no candles"))}");
        }
        var history = (int)((candles.EndTime - candles.OpenTimes[0]) / DayMs);
        var first = Math.Max(0, candles.Count - options.Days * 1440 / candles.Timeframe.Minutes);
        var (liquidity, empty) = Measure(candles, first, options);
        var (reason, value, limit) = Broken();
        return new JudgedCoin(coin, history, liquidity, empty, reason) { SpreadBps = spread, Value = value, Limit = limit };

        (string? Reason, double? Value, double? Limit) Broken()
        {
            if (delisted is not null)
                return ($"delisted: it is no longer traded, since {delisted.Value.UtcDateTime:yyyy-MM-dd}", null, null);
            if (history < options.MinHistoryDays)
                return (string.Create(
                    CultureInfo.InvariantCulture,
                    $"min_history_days: it has {history} days of candles; {options.MinHistoryDays} are needed"),
                    history, options.MinHistoryDays);
            if (empty > options.MaxEmptyShare)
                return (string.Create(
                    CultureInfo.InvariantCulture,
                    $"max_empty_share: {empty:P1} of its last candles have no volume; {options.MaxEmptyShare:P1} are allowed"),
                    empty, options.MaxEmptyShare);
            if (spread > options.MaxSpreadBps)
                return (string.Create(
                    CultureInfo.InvariantCulture,
                    $"max_spread_bps: its spread is {spread:0.#} basis points; {options.MaxSpreadBps:0.#} are allowed"),
                    spread, options.MaxSpreadBps);
            return liquidity >= options.MinLiquidityGbp
                ? default
                : (string.Create(
                    CultureInfo.InvariantCulture,
                    $"min_liquidity_gbp: {liquidity:N0} pounds a day are traded; {options.MinLiquidityGbp:N0} are needed"),
                    liquidity, options.MinLiquidityGbp);
        }
    }

    private static (double Liquidity, double Empty) Measure(CandleSeries candles, int first, UniverseOptions options)
    {
        var traded = new SortedDictionary<long, double>();
        var empty = 0;
        for (var i = first; i < candles.Count; i++)
        {
            var day = candles.OpenTimes[i] / DayMs;
            traded[day] = traded.GetValueOrDefault(day) + candles.Volume[i] * candles.Close[i];
            empty += candles.Volume[i] > 0 ? 0 : 1;
        }
        // The first and the last day are parts of one, unless there are no others.
        var days = traded.Count > 2 ? traded.Values.Skip(1).SkipLast(1).Order().ToArray() : [.. traded.Values.Order()];
        return (days[days.Length / 2] / options.QuotePerGbp, (double)empty / (candles.Count - first));
    }
}
