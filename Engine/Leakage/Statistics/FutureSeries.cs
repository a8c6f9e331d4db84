using Huracan.Engine.Labels;
using Huracan.Engine.Market;

namespace Huracan.Engine.Leakage.Statistics;

/// <summary>A series that a feature may not hold ahead of time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One for each bar.</param>
/// <param name="FirstLag">The least number of bars ahead that is not known.</param>
/// <param name="LastLag">The greatest that is looked at.</param>
public sealed record FutureSeries(string Name, double[] Values, int FirstLag, int LastLag)
{
    /// <summary>
    /// Prices, volume and return of the next bars. Not the open: of a market without pauses the next open is the close.
    /// </summary>
    /// <param name="candles">The candles.</param>
    /// <param name="lags">Bars ahead.</param>
    public static IReadOnlyList<FutureSeries> Of(CandleSeries candles, int lags)
    {
        FutureSeries Series(string name, double[] values) => new(name, values, 1, lags);
        return
        [
            Series("close", candles.Close.ToArray()), Series("log close", Array.ConvertAll(candles.Close.ToArray(), Math.Log)),
            Series("return", Returns(candles)), Series("high", candles.High.ToArray()), Series("low", candles.Low.ToArray()),
            Series("volume", candles.Volume.ToArray()),
            Series("log volume", Array.ConvertAll(candles.Volume.ToArray(), volume => volume > 0 ? Math.Log(volume) : double.NaN)),
        ];
    }

    /// <summary>The label of the bars whose labels are not known yet, its own among them.</summary>
    /// <param name="labels">Return or class of each bar; NaN where there is none.</param>
    /// <param name="horizon">Bars a label looks ahead. A label of so many bars before is known now, where it is of closes.</param>
    public static FutureSeries OfLabel(double[] labels, int horizon) => new("label", labels, 1 - horizon, Math.Max(1, horizon - 1));

    /// <summary>Log return of each bar, close on close; NaN at the first, and where either close is marked.</summary>
    public static double[] Returns(CandleSeries candles)
    {
        var returns = new double[candles.Count];
        for (var t = 0; t < returns.Length; t++)
        {
            returns[t] = t == 0 || candles.Marked[t] || candles.Marked[t - 1]
                ? double.NaN
                : Math.Log(candles.Close[t] / candles.Close[t - 1]);
        }
        return returns;
    }

    /// <summary>The returns of labels, NaN where there is none.</summary>
    public static FutureSeries OfLabel(LabelSet labels) => OfLabel(labels.Returns, labels.Horizon);
}
