using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Engine.Features;

/// <summary>
/// What features are computed from: a unit's candles, BTC's over the same span where they cover it, and a cache of columns several
/// features need. Candles that stand in for missing ones are data like any other here. Not safe for use by several threads at once.
/// </summary>
public sealed class FeatureInput
{
    private readonly Dictionary<(string Name, int Parameter), object> shared = [];
    private readonly ColumnLoans loans;

    /// <summary>
    /// Takes a unit's candles and BTC's. BTC is kept only if the unit is another coin and BTC has every candle of the unit's span;
    /// otherwise <see cref="Btc"/> is null: nothing is filled forward.
    /// </summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="btc">BTC's candles of the same timeframe, of any span; null when there are none.</param>
    /// <exception cref="ArgumentException">The timeframes differ.</exception>
    public FeatureInput(CandleSeries candles, CandleSeries? btc = null)
    {
        if (btc is not null && btc.Timeframe != candles.Timeframe)
            throw new ArgumentException(
                $"Features of {candles.Unit} were given {btc.Unit}; BTC's candles must have the unit's timeframe.", nameof(btc));
        Candles = candles;
        loans = new ColumnLoans();
        if (btc is null || btc.Coin == candles.Coin || candles.Count == 0)
            return;
        var start = btc.IndexOf(candles.OpenTimes[0]);
        if (start >= 0 && btc.EndTime >= candles.EndTime)
            Btc = new FeatureInput(btc.Slice(start, candles.Count), null, loans);
    }

    private FeatureInput(CandleSeries candles, FeatureInput? btc, ColumnLoans loans)
    {
        Candles = candles;
        Btc = btc;
        this.loans = loans;
    }

    /// <summary>The unit's candles.</summary>
    public CandleSeries Candles { get; }

    /// <summary>
    /// BTC's candles, bar for bar beside the unit's; null where they do not cover the unit's whole span, and for BTC itself.
    /// </summary>
    public FeatureInput? Btc { get; }

    /// <summary>Number of bars.</summary>
    public int Count => Candles.Count;

    /// <summary>
    /// What several features need, made once: <paramref name="make"/> is called for the first (<paramref name="name"/>,
    /// <paramref name="parameter"/>) and its result kept until the recipe is computed.
    /// </summary>
    /// <returns>The kept value; not to be written to.</returns>
    internal T Shared<T>(string name, int parameter, Func<FeatureInput, int, T> make)
        where T : class
    {
        if (!shared.TryGetValue((name, parameter), out var value))
        {
            loans.BeginSharing();
            shared[(name, parameter)] = value = make(this, parameter);
            loans.EndSharing();
        }
        return (T)value;
    }

    /// <summary>A column several features need, filled once by <paramref name="fill"/>.</summary>
    internal ReadOnlySpan<double> SharedColumn(string name, int parameter, Action<FeatureInput, int, Span<double>> fill)
    {
        if (!shared.TryGetValue((name, parameter), out var column))
        {
            column = Shared(name, parameter, static (input, _) => input.Rent());
            fill(this, parameter, ((double[])column).AsSpan(0, Count));
        }
        return ((double[])column).AsSpan(0, Count);
    }

    /// <summary>A scratch column, uninitialised, valid until the feature is computed.</summary>
    internal Span<double> Scratch() => Rent().AsSpan(0, Count);

    /// <summary>As <see cref="Scratch"/>, as an array that may be longer than the column.</summary>
    internal double[] Rent() => loans.Rent(Count);

    /// <summary>Returns the scratch columns of the last feature.</summary>
    internal void EndFeature() => loans.ReturnScratch();

    /// <summary>Returns all columns and drops the shared ones.</summary>
    internal void EndRecipe()
    {
        loans.ReturnAll();
        shared.Clear();
        Btc?.shared.Clear();
    }

    /// <summary>BTC's candles.</summary>
    /// <exception cref="InputRefusedException">There are none that cover the unit's span.</exception>
    internal FeatureInput RequireBtc() =>
        Btc ?? throw new InputRefusedException(
            $"{Candles.Unit}: the recipe has features of BTC, but BTC's {Candles.Timeframe} candles do not cover the unit's whole span.");

    /// <summary>The completed candles k times as long, and the bar at which the first of them opens.</summary>
    internal (FeatureInput Input, int Start) Coarse(int factor)
    {
        var start = CoarseCandles.FirstStart(Candles, factor);
        var coarse = Shared("coarse", factor, static (input, k) =>
            new FeatureInput(CoarseCandles.Of(input.Candles, k), input.Btc?.Coarse(k).Input, input.loans));
        return (coarse, start);
    }
}
