using System.Threading.Channels;
using Huracan.Contracts;
using Huracan.MarketData.Download;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Live;

/// <summary>
/// Keeps series of a store fresh. Streams bring candles as they close; whatever they do not bring in time (after a start, a broken
/// connection, a lost message) is asked for by REST before anything newer of the series is used. Rows are kept in memory and written every
/// few minutes: what a crash loses the vendor still has.
/// </summary>
/// <param name="vendor">From where.</param>
/// <param name="store">Where to; this process alone writes it.</param>
/// <param name="options">How.</param>
/// <param name="streams">How connections are held.</param>
/// <param name="time">This machine's clock.</param>
public sealed class CandleFollower(
    IMarketDataVendor vendor, CandleStore store, FollowOptions options, StreamOptions streams, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StableConnection = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClockInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan QuotesPerFile = TimeSpan.FromHours(1);
    private const long RetryMs = 30_000; // after a request that failed
    private const long SettlingMs = 2_000; // a candle that has just closed may still change in the vendor's answers
    private const long PublishingMs = 60_000; // so long a candle may be missing in them
    private const long AgainMs = 5_000;
    private const long FundingGraceMs = 60_000;

    private readonly VendorClock clock = new(vendor, time);
    private readonly Channel<FollowedSeries> asks = Channel.CreateUnbounded<FollowedSeries>();
    private readonly List<Quote> quotes = [];
    private Dictionary<SeriesName, FollowedSeries> followed = [];
    private long fromStream, asked, repeated;
    private int connections;
    private volatile string? problem;

    /// <summary>How it goes.</summary>
    public FollowStatus Status()
    {
        var now = clock.Now;
        var series = followed.Values.ToArray();
        return new FollowStatus(
            series.Length, series.Count(one => !one.HasEnded && now > one.Due + one.Name.Step + 2 * Grace(one)),
            [.. series.Where(one => one.HasEnded).Select(one => one.Name.Coin).Distinct().Order(StringComparer.Ordinal)],
            Interlocked.Read(ref fromStream), Interlocked.Read(ref asked), Interlocked.Read(ref repeated), connections, clock.Skew,
            problem);
    }

    /// <summary>The series that are followed, as fresh as they are.</summary>
    public IReadOnlyList<SeriesFreshness> Series()
    {
        var now = clock.Now;
        return
        [
            .. followed.Values.Select(one => new SeriesFreshness(
                one.Name, DateTimeOffset.FromUnixTimeMilliseconds(one.Due),
                TimeSpan.FromMilliseconds(Math.Max(0, now - one.Due - one.Name.Step)), one.HasEnded)),
        ];
    }

    /// <summary>Until when a series is known, exclusive, milliseconds since the Unix epoch; null where it is not followed.</summary>
    public long? Through(SeriesName name) => followed.GetValueOrDefault(name)?.Due;

    /// <summary>Whether a series is followed, and the vendor still knows its coin.</summary>
    public bool IsLive(SeriesName name) => followed.GetValueOrDefault(name) is { HasEnded: false };

    /// <summary>Rows of a series from a moment on, those among them that are not written yet; null where there are none.</summary>
    /// <param name="name">The series.</param>
    /// <param name="from">Milliseconds since the Unix epoch.</param>
    /// <exception cref="InputRefusedException">A file of the store is damaged.</exception>
    public MarketRows? Rows(SeriesName name, long from)
    {
        // First what is in memory: what is written meanwhile is then found in both places, not in none.
        var unsaved = followed.GetValueOrDefault(name)?.Unsaved()?.Rows ?? [];
        var rows = store.Index(name).Parts.Where(part => part.Through > from).Select(part => store.Read(name, part))
            .OfType<MarketRows>().ToList();
        var end = rows.Count > 0 ? rows[^1].Times[^1] : long.MinValue;
        rows.AddRange(unsaved.Select(some => some.Between(end + 1, long.MaxValue)).Where(some => some.Count > 0));
        return rows.Count > 0 && MarketRows.Concat(rows).Between(from, long.MaxValue) is { Count: > 0 } found ? found : null;
    }

    /// <summary>Follows until it is cancelled; what is new is written before it returns.</summary>
    /// <param name="series">Series of candles, and of funding rates, which are asked for by the hour.</param>
    /// <param name="from">Where a series of which there is nothing yet begins, UTC.</param>
    /// <param name="closed">Is told of rows in the order of their times, from any thread, one call at a time for a series; it must return
    /// soon.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VendorException">The vendor's clock cannot be asked at the start.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public async Task RunAsync(
        IReadOnlyCollection<SeriesName> series, DateTimeOffset from, Action<ClosedCandles> closed, CancellationToken cancellationToken)
    {
        await clock.MeasureAsync(cancellationToken);
        followed = series.ToDictionary(name => name, name => Begin(name, from));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connected = series.Where(name => name.Timeframe is not null).Chunk(streams.SeriesPerConnection);
        Task[] loops =
        [
            .. connected.Select(chunk => StreamAsync(chunk, closed, stop.Token)),
            .. Enumerable.Range(0, options.Parallel).Select(_ => AskAsync(closed, stop.Token)),
            LookAsync(stop.Token), EveryAsync(TimeSpan.FromMinutes(options.SaveMinutes), SaveAsync, stop.Token),
            EveryAsync(ClockInterval, clock.MeasureAsync, stop.Token), SampleAsync(stop.Token),
        ];
        try
        {
            await await Task.WhenAny(loops);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // asked to end
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SaveQuotes();
            await SaveAsync(CancellationToken.None);
        }
    }

    private FollowedSeries Begin(SeriesName name, DateTimeOffset from)
    {
        var parts = store.Index(name).Parts;
        var start = parts.Count > 0 ? parts.Max(part => part.Through) : from.ToUnixTimeMilliseconds();
        return new FollowedSeries(name, (start + name.Step - 1) / name.Step * name.Step);
    }

    private long Grace(FollowedSeries series) => series.Name.Timeframe is null ? FundingGraceMs : (long)(options.GraceSeconds * 1000);

    // Connections of some series, one after the other. What is missed between two of them is found overdue.
    private async Task StreamAsync(SeriesName[] series, Action<ClosedCandles> closed, CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.FromSeconds(streams.ReconnectSeconds);
        var pause = shortest;
        while (series.Where(name => !followed[name].HasEnded).ToArray() is { Length: > 0 } traded)
        {
            var opened = time.GetTimestamp();
            try
            {
                Interlocked.Increment(ref connections);
                await foreach (var update in vendor.FollowAsync(traded, cancellationToken))
                    Take(update, closed);
            }
            catch (VendorException exception)
            {
                problem = exception.Message;
                pause = time.GetElapsedTime(opened) > StableConnection ? shortest : pause;
                await Task.Delay(pause, time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken); // the others go on
    }

    private void Take(LiveCandle update, Action<ClosedCandles> closed)
    {
        clock.Observe(update.Sent);
        if (update.Closed is not { } candle || !followed.TryGetValue(update.Series, out var series))
            return;
        switch (series.Take(candle, rows => closed(new ClosedCandles(series.Name, rows, clock.Now, IsFromStream: true))))
        {
            case StreamOutcome.Accepted:
                Interlocked.Increment(ref fromStream);
                break;
            case StreamOutcome.Repeated:
                Interlocked.Increment(ref repeated);
                break;
            case StreamOutcome.Early:
                Ask(series);
                break;
        }
    }

    private void Ask(FollowedSeries series)
    {
        if (!series.HasEnded && clock.Now >= series.AskAfter && series.TryBeginAsking())
            asks.Writer.TryWrite(series);
    }

    // Looks for what is overdue.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var series in followed.Values.Where(one => clock.Now >= one.Due + one.Name.Step + Grace(one)))
                Ask(series);
            if (clock.IsDoubtful)
                await TryAsync(clock.MeasureAsync, cancellationToken);
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }

    private async Task AskAsync(Action<ClosedCandles> closed, CancellationToken cancellationToken)
    {
        await foreach (var series in asks.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await FillAsync(series, closed, cancellationToken);
            }
            catch (UnknownCoinException)
            {
                series.HasEnded = true;
            }
            catch (VendorException exception)
            {
                problem = exception.Message;
                series.AskAfter = clock.Now + RetryMs;
            }
            series.EndAsking();
        }
    }

    private async Task FillAsync(FollowedSeries series, Action<ClosedCandles> closed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (start, now) = (series.Due, clock.Now);
            var end = Math.Min(Floor(now - SettlingMs), start + vendor.PageSpan(series.Name));
            if (end <= start)
                return;
            var rows = await vendor.RowsAsync(series.Name, start, end, cancellationToken);
            // The latest candles may not be published yet: they are not known to be missing.
            var through = Math.Min(end, series.Name.Timeframe is null ? end : Floor(now - PublishingMs));
            if (rows.Count > 0)
                through = Math.Max(through, rows.Times[^1] + series.Name.Step);
            through = Math.Clamp(through, start, end);
            if (through < end)
                series.AskAfter = clock.Now + AgainMs;
            series.Fill(rows, through, fresh =>
            {
                Interlocked.Add(ref asked, fresh.Count);
                closed(new ClosedCandles(series.Name, fresh, clock.Now, IsFromStream: false));
            });
            if (through < end)
                return;
        }

        long Floor(long moment) => moment / series.Name.Step * series.Name.Step;
    }

    private async Task EveryAsync(TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(interval, time, cancellationToken);
            await TryAsync(work, cancellationToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (VendorException exception)
        {
            problem = exception.Message;
        }
    }

    private Task SampleAsync(CancellationToken cancellationToken) => options.QuoteMinutes == 0
        ? Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)
        : EveryAsync(TimeSpan.FromMinutes(options.QuoteMinutes), SampleOnceAsync, cancellationToken);

    private async Task SampleOnceAsync(CancellationToken cancellationToken)
    {
        var coins = followed.Keys.Select(name => name.Coin).ToHashSet(StringComparer.Ordinal);
        var sample = (await vendor.QuotesAsync(cancellationToken))
            .Where(quote => coins.Contains(quote.Coin) && quote is { Bid: > 0, Ask: > 0 }).ToArray(); // a coin that is halted has none
        if (quotes.Count > 0 && sample.Length > 0 && sample[0].Time - quotes[0].Time >= QuotesPerFile.TotalMilliseconds)
            SaveQuotes();
        quotes.AddRange(sample);
    }

    private void SaveQuotes()
    {
        QuoteFiles.Write(store, quotes);
        quotes.Clear();
    }

    private Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var series in followed.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (series.Unsaved() is not var (rows, from, through))
                continue;
            var index = store.Index(series.Name);
            var origin = series.Name.Timeframe is null ? PartOrigin.Rest : PartOrigin.Stream;
            foreach (var month in Month.Between(from, through))
            {
                var ofMonth = rows.Select(some => some.Between(month.Start, month.End)).Where(some => some.Count > 0).ToArray();
                if (ofMonth.Length == 0)
                    continue;
                var update = new MonthUpdate(
                    month, MarketRows.Concat(ofMonth), Math.Min(through, month.End), origin,
                    IsFinal: through >= month.End && !vendor.HasArchive);
                index = update.Write(store, series.Name, index, time.GetUtcNow(), out _);
            }
            series.Saved(rows.Count, through);
        }
        return Task.CompletedTask;
    }
}
