using Huracan.Engine.Market;

namespace Huracan.Engine.Labels;

/// <summary>
/// Fixed-horizon labels on the prices a trade can have (formula F4): the signal is known at the close of bar t, filled at the open of
/// bar t+1+L and closed H bars later, so <c>y_t = ln(O[t+1+L+H] / O[t+1+L])</c> with information interval <c>[t, t+1+L+H]</c>.
/// </summary>
/// <remarks>
/// A bar has no label when the series ends before its exit, or when its signal bar, entry bar or exit bar is marked. A marked bar
/// strictly between entry and exit does not matter: the return rests on the prices of the two ends alone, and the exit may be late
/// only if its own bar is marked.
/// </remarks>
/// <param name="options">Horizon, latency and dead zone.</param>
public sealed class ForwardReturnLabeler(LabelOptions options)
{
    /// <summary>Labels every bar of the series.</summary>
    /// <exception cref="Contracts.InputRefusedException">An option is out of range.</exception>
    public LabelSet Label(CandleSeries series)
    {
        options.Validate();
        var n = series.Count;
        var labels = LabelArrays.Empty(n);
        var open = series.Open;
        var marked = series.Marked;
        var sigma = options.VolatilityMultiple > 0 ? BarVolatility(series) : null;
        var scale = options.VolatilityMultiple * Math.Sqrt(options.Horizon);
        for (var t = 0; t + 1L + options.Latency + options.Horizon < n; t++)
        {
            var entry = t + 1 + options.Latency;
            var exit = entry + options.Horizon;
            if (marked[t] || marked[entry] || marked[exit] || (sigma is not null && double.IsNaN(sigma[t])))
                continue;
            var zone = sigma is null ? options.DeadZone : Math.Max(options.DeadZone, scale * sigma[t]);
            var y = Math.Log(open[exit] / open[entry]);
            labels.Classes[t] = (sbyte)(y > zone ? 1 : y < -zone ? -1 : 0);
            labels.Returns[t] = y;
            labels.Ends[t] = exit;
        }
        return labels.ToSet(options.Horizon, options.Latency);
    }

    /// <summary>Trailing volatility of one bar; NaN until a whole span of returns has been seen.</summary>
    private double[] BarVolatility(CandleSeries series)
    {
        var returns = new double[series.Count];
        if (returns.Length > 0)
            returns[0] = double.NaN;
        for (var i = 1; i < returns.Length; i++)
            returns[i] = Math.Log(series.Close[i] / series.Close[i - 1]);
        return EwmStd.Of(returns, options.VolatilitySpan, minimum: options.VolatilitySpan);
    }
}
