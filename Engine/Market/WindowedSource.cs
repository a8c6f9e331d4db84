using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>A source cut to candles that open in <c>[from, to)</c>; funding rates are left whole, since each counts for itself.</summary>
/// <param name="source">The whole source.</param>
/// <param name="from">First open time, milliseconds since the Unix epoch; null cuts nothing off.</param>
/// <param name="to">Open time from which candles are cut off; null cuts nothing off.</param>
public sealed class WindowedSource(ICandleSource source, long? from, long? to) : ICandleSource
{
    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public string Vendor => source.Vendor;

    /// <inheritdoc/>
    public IReadOnlyList<string> Coins => source.Coins;

    /// <inheritdoc/>
    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => source.TimeframesOf(coin);

    /// <inheritdoc/>
    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => source.LoadFunding(coin, cancellationToken);

    /// <inheritdoc/>
    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var raw = source.Load(coin, timeframe, cancellationToken);
        if (from is null && to is null)
            return raw;
        return raw.Take([.. Enumerable.Range(0, raw.Count).Where(row => !(raw.OpenTimes[row] < from) && !(raw.OpenTimes[row] >= to))]);
    }
}
