using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Live;

/// <summary>
/// A series that is followed: rows are accepted in the order of time alone. A candle that comes before the one that is due waits until
/// what is missing has been asked for. Funding rates, which no stream brings, are asked for by the hour.
/// </summary>
/// <param name="name">The series.</param>
/// <param name="next">From when on nothing is known of it, milliseconds since the Unix epoch.</param>
internal sealed class FollowedSeries(SeriesName name, long next)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, MarketRows> early = [];
    private readonly List<MarketRows> unsaved = [];
    private long due = next;
    private long saved = next;
    private int asking;

    public SeriesName Name => name;

    /// <summary>Until when everything is known, exclusive: the open time of the candle that is due.</summary>
    public long Due
    {
        get
        {
            lock (gate)
                return due;
        }
    }

    /// <summary>Not to be asked for before, by the vendor's clock.</summary>
    public long AskAfter { get; set; }

    /// <summary>Whether the vendor no longer knows the coin.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether the caller is to ask for what is missing; false where somebody does.</summary>
    public bool TryBeginAsking() => Interlocked.Exchange(ref asking, 1) == 0;

    /// <summary>Lets others ask again.</summary>
    public void EndAsking() => Volatile.Write(ref asking, 0);

    /// <summary>Takes a closed candle of a stream.</summary>
    /// <param name="candle">One row.</param>
    /// <param name="accepted">Is given what follows the rows before it without a hole.</param>
    public StreamOutcome Take(MarketRows candle, Action<MarketRows> accepted)
    {
        lock (gate)
        {
            var time = candle.Times[0];
            if (time < due)
                return StreamOutcome.Repeated;
            if (time > due)
                return early.TryAdd(time, candle) ? StreamOutcome.Early : StreamOutcome.Repeated;
            Accept(candle, accepted);
            AcceptEarly(accepted);
            return StreamOutcome.Accepted;
        }
    }

    /// <summary>Takes what the vendor answered.</summary>
    /// <param name="rows">All rows it has until then; those that are known already are ignored.</param>
    /// <param name="through">Until when.</param>
    /// <param name="accepted">Is given what is new, then what had waited for it.</param>
    public void Fill(MarketRows rows, long through, Action<MarketRows> accepted)
    {
        lock (gate)
        {
            var all = rows;
            foreach (var (_, candle) in early.TakeWhile(one => one.Key < through))
                all = candle.With(all, out _); // the answer may lack what a stream has brought
            if (all.Between(due, through) is { Count: > 0 } fresh)
                Accept(fresh, accepted);
            due = Math.Max(due, through);
            AcceptEarly(accepted);
        }
    }

    /// <summary>The rows that are not in the store yet, and until when they are all; null where nothing is new.</summary>
    public (IReadOnlyList<MarketRows> Rows, long From, long Through)? Unsaved()
    {
        lock (gate)
            return saved < due ? ([.. unsaved], saved, due) : null;
    }

    /// <summary>Forgets rows that are in the store now.</summary>
    /// <param name="count">How many of <see cref="Unsaved"/>.</param>
    /// <param name="through">Until when they were all.</param>
    public void Saved(int count, long through)
    {
        lock (gate)
        {
            unsaved.RemoveRange(0, count);
            saved = through;
        }
    }

    private void Accept(MarketRows rows, Action<MarketRows> accepted)
    {
        unsaved.Add(rows);
        due = rows.Times[^1] + name.Step;
        accepted(rows);
    }

    private void AcceptEarly(Action<MarketRows> accepted)
    {
        while (early.Count > 0 && early.First() is var (time, candle) && time <= due)
        {
            early.Remove(time);
            if (time == due)
                Accept(candle, accepted);
        }
    }
}
