using Huracan.Engine.Market;

namespace Huracan.Engine.Labels;

/// <summary>
/// Meta-labels (AFML ch. 3.6, formula F4): a primary rule has chosen the side, and the label says whether a trade of that side pays. The
/// trade ends at the first barrier of <see cref="TripleBarrierLabeler"/>, seen from the side. With the side s and the log return y of the
/// price to that end, the class is s where s·y is above <see cref="TripleBarrierOptions.MinReturn"/>, else flat.
/// </summary>
/// <param name="options">Barriers, and the return from which on a trade pays: its costs.</param>
public sealed class MetaLabeler(TripleBarrierOptions options)
{
    /// <summary>Labels every bar at which a side is taken; the others have no label.</summary>
    /// <param name="series">Candles.</param>
    /// <param name="sides">1 long, −1 short, 0 none, for each candle.</param>
    /// <exception cref="ArgumentException">There are not as many sides as candles.</exception>
    /// <exception cref="Contracts.InputRefusedException">An option is out of range.</exception>
    public LabelSet Label(CandleSeries series, sbyte[] sides)
    {
        if (sides.Length != series.Count)
            throw new ArgumentException($"{series.Unit} has {series.Count} candles and {sides.Length} sides.", nameof(sides));
        var touched = new TripleBarrierLabeler(options).Label(series, sides);
        for (var t = 0; t < touched.Count; t++)
        {
            if (touched.Has(t))
                touched.Classes[t] = sides[t] * touched.Returns[t] > options.MinReturn ? sides[t] : (sbyte)0;
        }
        return touched with { Sides = sides };
    }
}
