using System.Numerics.Tensors;
using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features;

/// <summary>The columns several kinds need, each made once for an input.</summary>
internal static class SharedColumns
{
    /// <summary>Natural logarithm of the close.</summary>
    public static double[] LogClose(this FeatureInput input) => input.Shared("log_close", 0, static (input, _) =>
    {
        var logs = GC.AllocateUninitializedArray<double>(input.Count);
        Logarithm.Fill(input.Candles.Close, logs);
        return logs;
    });

    /// <summary>Log return of one bar; NaN at bar 0.</summary>
    public static double[] Returns(this FeatureInput input) => input.Shared("returns", 1, static (input, _) =>
    {
        var logs = input.LogClose();
        var returns = GC.AllocateUninitializedArray<double>(logs.Length);
        if (returns.Length == 0)
            return returns;
        returns[0] = double.NaN;
        TensorPrimitives.Subtract(logs.AsSpan(1), logs.AsSpan(0, logs.Length - 1), returns.AsSpan(1));
        return returns;
    });

    /// <summary>True range max(H - L, |H - C₋₁|, |L - C₋₁|), quote currency; NaN at bar 0, which has no close before it.</summary>
    public static double[] TrueRange(this FeatureInput input) => input.Shared("true_range", 0, static (input, _) =>
    {
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        var range = GC.AllocateUninitializedArray<double>(input.Count);
        if (range.Length == 0)
            return range;
        range[0] = double.NaN;
        TensorPrimitives.Max(high[1..], close[..^1], range.AsSpan(1));
        var bottom = GC.AllocateUninitializedArray<double>(range.Length);
        TensorPrimitives.Min(low[1..], close[..^1], bottom.AsSpan(1));
        TensorPrimitives.Subtract(range.AsSpan(1), bottom.AsSpan(1), range.AsSpan(1));
        return range;
    });

    /// <summary>Typical price (H + L + C) / 3.</summary>
    public static double[] TypicalPrice(this FeatureInput input) => input.Shared("typical_price", 0, static (input, _) =>
    {
        var candles = input.Candles;
        var typical = new double[candles.Count];
        for (var t = 0; t < typical.Length; t++)
            typical[t] = (candles.High[t] + candles.Low[t] + candles.Close[t]) / 3;
        return typical;
    });

    /// <summary>Exponential average of the close over a span.</summary>
    public static double[] Ema(this FeatureInput input, int span) => input.Shared("ema", span, static (input, span) =>
    {
        var averages = GC.AllocateUninitializedArray<double>(input.Count);
        ExponentialAverage.Fill(input.Candles.Close, 0, ExponentialAverage.AlphaOfSpan(span), averages);
        return averages;
    });

    /// <summary>Mean and deviation of the close over a window.</summary>
    public static Deviation CloseDeviation(this FeatureInput input, int window) =>
        input.Shared("close_deviation", window, static (input, window) => Deviation.Of(input.Candles.Close, 0, window));

    /// <summary>Mean and deviation of the volume over a window.</summary>
    public static Deviation VolumeDeviation(this FeatureInput input, int window) =>
        input.Shared("volume_deviation", window, static (input, window) => Deviation.Of(input.Candles.Volume, 0, window));

    /// <summary>Mean and deviation of the one-bar returns over a window; from bar <paramref name="window"/> on.</summary>
    public static Deviation ReturnDeviation(this FeatureInput input, int window) =>
        input.Shared("return_deviation", window, static (input, window) => Deviation.Of(input.Returns(), 1, window));

    /// <summary>Highest high over a window.</summary>
    public static double[] Highest(this FeatureInput input, int window) => input.Shared("highest", window, static (input, window) =>
        Pick(input.Candles.High, RollingExtreme.LargestAt(input.Candles.High, window)));

    /// <summary>Lowest low over a window.</summary>
    public static double[] Lowest(this FeatureInput input, int window) => input.Shared("lowest", window, static (input, window) =>
        Pick(input.Candles.Low, RollingExtreme.SmallestAt(input.Candles.Low, window)));

    private static double[] Pick(ReadOnlySpan<double> values, int[] bars)
    {
        var picked = new double[bars.Length];
        for (var t = 0; t < bars.Length; t++)
            picked[t] = values[bars[t]];
        return picked;
    }
}
