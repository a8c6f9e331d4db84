using System.Numerics;
using System.Numerics.Tensors;
using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features;

/// <summary>The columns several kinds need, each made once for an input.</summary>
internal static class SharedColumns
{
    /// <summary>Natural logarithm of the close.</summary>
    public static ReadOnlySpan<double> LogClose(this FeatureInput input) =>
        input.SharedColumn("log_close", 0, static (input, _, logs) => Logarithm.Fill(input.Candles.Close, logs));

    /// <summary>Natural logarithm of the open.</summary>
    public static ReadOnlySpan<double> LogOpen(this FeatureInput input) =>
        input.SharedColumn("log_open", 0, static (input, _, logs) => Logarithm.Fill(input.Candles.Open, logs));

    /// <summary>Natural logarithm of the high.</summary>
    public static ReadOnlySpan<double> LogHigh(this FeatureInput input) =>
        input.SharedColumn("log_high", 0, static (input, _, logs) => Logarithm.Fill(input.Candles.High, logs));

    /// <summary>Natural logarithm of the low.</summary>
    public static ReadOnlySpan<double> LogLow(this FeatureInput input) =>
        input.SharedColumn("log_low", 0, static (input, _, logs) => Logarithm.Fill(input.Candles.Low, logs));

    /// <summary>Log return of one bar; NaN at bar 0.</summary>
    public static ReadOnlySpan<double> Returns(this FeatureInput input) => input.SharedColumn("returns", 1, static (input, _, returns) =>
    {
        var logs = input.LogClose();
        returns[0] = double.NaN;
        TensorPrimitives.Subtract(logs[1..], logs[..^1], returns[1..]);
    });

    /// <summary>True range max(H - L, |H - C₋₁|, |L - C₋₁|), quote currency; NaN at bar 0, which has no close before it.</summary>
    public static ReadOnlySpan<double> TrueRange(this FeatureInput input) => input.SharedColumn("true_range", 0, static (input, _, range) =>
    {
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        range[0] = double.NaN;
        var t = 1;
        for (; t + Vector<double>.Count <= range.Length; t += Vector<double>.Count) // one pass: the columns are longer than the caches
        {
            var before = new Vector<double>(close[(t - 1)..]);
            (Vector.Max(new Vector<double>(high[t..]), before) - Vector.Min(new Vector<double>(low[t..]), before)).CopyTo(range[t..]);
        }
        for (; t < range.Length; t++)
            range[t] = Math.Max(high[t], close[t - 1]) - Math.Min(low[t], close[t - 1]);
    });

    /// <summary>Typical price (H + L + C) / 3.</summary>
    public static ReadOnlySpan<double> TypicalPrice(this FeatureInput input) =>
        input.SharedColumn("typical_price", 0, static (input, _, typical) =>
    {
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        for (var t = 0; t < typical.Length; t++)
            typical[t] = (high[t] + low[t] + close[t]) / 3;
    });

    /// <summary>Exponential average of the close over a span.</summary>
    public static ReadOnlySpan<double> Ema(this FeatureInput input, int span) =>
        input.SharedColumn("ema", span, static (input, span, averages) =>
        ExponentialAverage.Fill(input.Candles.Close, 0, ExponentialAverage.AlphaOfSpan(span), averages));

    /// <summary>Mean and deviation of the close over a window.</summary>
    public static Deviation CloseDeviation(this FeatureInput input, int window) =>
        input.Shared("close_deviation", window, static (input, window) => Deviation.Of(input, input.Candles.Close, 0, window));

    /// <summary>Mean and deviation of the volume over a window.</summary>
    public static Deviation VolumeDeviation(this FeatureInput input, int window) =>
        input.Shared("volume_deviation", window, static (input, window) => Deviation.Of(input, input.Candles.Volume, 0, window));

    /// <summary>Mean and deviation of the one-bar returns over a window; from bar <paramref name="window"/> on.</summary>
    public static Deviation ReturnDeviation(this FeatureInput input, int window) =>
        input.Shared("return_deviation", window, static (input, window) => Deviation.Of(input, input.Returns(), 1, window));

    /// <summary>Highest high over a window.</summary>
    public static ReadOnlySpan<double> Highest(this FeatureInput input, int window) =>
        input.SharedColumn("highest", window, static (input, window, highest) =>
        Pick(input.Candles.High, RollingExtreme.LargestAt(input.Candles.High, window), highest));

    /// <summary>Lowest low over a window.</summary>
    public static ReadOnlySpan<double> Lowest(this FeatureInput input, int window) =>
        input.SharedColumn("lowest", window, static (input, window, lowest) =>
        Pick(input.Candles.Low, RollingExtreme.SmallestAt(input.Candles.Low, window), lowest));

    private static void Pick(ReadOnlySpan<double> values, int[] bars, Span<double> picked)
    {
        for (var t = 0; t < bars.Length; t++)
            picked[t] = values[bars[t]];
    }
}
