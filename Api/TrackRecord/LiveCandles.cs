using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.MarketData.Live;
using Huracan.MarketData.Stores;
using Huracan.Storage.MarketStore;

namespace Huracan.Api.TrackRecord;

/// <summary>The newest candles of the units that are forecast, from a market that is followed.</summary>
internal sealed class LiveCandles
{
    private static readonly int MaxGapBars = new PreflightOptions().MaxGapBars;

    private readonly Dictionary<UnitId, CandleWindow> windows = [];
    private StoreFollower? follower;
    private HashSet<SeriesName> followed = [];

    /// <summary>Begins anew: what another follower brought in between is in its store alone.</summary>
    public void Begin(StoreFollower opened)
    {
        windows.Clear();
        (follower, followed) = (opened, []);
    }

    /// <summary>Whether a unit's candles are followed.</summary>
    public bool Follows(UnitId unit)
    {
        if (followed.Count == 0)
            followed = follower?.Series.Select(series => series.Series).ToHashSet() ?? [];
        return followed.Contains(new SeriesName(unit.Coin, unit.Timeframe));
    }

    /// <summary>Whether no candle of a unit will come any more.</summary>
    public bool HasEnded(UnitId unit) =>
        follower is not null && followed.Count > 0 && !follower.IsLive(new SeriesName(unit.Coin, unit.Timeframe));

    /// <summary>Whether a coin's funding rates are known up to a time, or none will come.</summary>
    public bool KnowsFunding(string coin, long through)
    {
        var name = new SeriesName(coin, null);
        return follower is null || !follower.IsLive(name) || follower.Through(name) >= through;
    }

    /// <summary>Adds candles to their unit's window, if that has been opened.</summary>
    public void Add(ClosedCandles closed)
    {
        if (closed.Series.Timeframe is { } timeframe && windows.TryGetValue(new UnitId(closed.Series.Coin, timeframe), out var window))
            Fill(window, closed.Rows);
    }

    /// <summary>Opens a unit's window with the newest candles there are, unless it is open and large enough.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="capacity">Candles it must be able to hold.</param>
    /// <exception cref="InputRefusedException">A file of the store is damaged.</exception>
    public void Open(UnitId unit, int capacity)
    {
        if (Of(unit)?.Capacity >= capacity || follower is null)
            return;
        var name = new SeriesName(unit.Coin, unit.Timeframe);
        var window = new CandleWindow(unit, capacity, MaxGapBars);
        if (follower.Rows(name, follower.Through(name) - capacity * unit.Timeframe.Milliseconds) is { } rows)
            Fill(window, rows);
        windows[unit] = window;
    }

    /// <summary>A unit's window; null where it is not open.</summary>
    public CandleWindow? Of(UnitId unit) => windows.GetValueOrDefault(unit);

    /// <summary>A coin's funding rates since a moment, as far as they are known; null where there are none.</summary>
    public FundingSeries? Funding(string coin, long from) =>
        follower?.Rows(new SeriesName(coin, null), from) is { } rows
            ? new FundingSeries(coin, rows.Times, rows.Get("funding_rate"))
            : null;

    private static void Fill(CandleWindow window, MarketRows rows)
    {
        var (open, high, low, close, volume) =
            (rows.Get("open"), rows.Get("high"), rows.Get("low"), rows.Get("close"), rows.Get("volume"));
        for (var i = 0; i < rows.Count; i++)
            window.Add(rows.Times[i], open[i], high[i], low[i], close[i], volume[i]);
    }
}
