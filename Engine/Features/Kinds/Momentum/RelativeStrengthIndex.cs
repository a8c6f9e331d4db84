using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// RSI (Wilder, 1978), 0 to 100: 100·U / (U + D) with U and D the averages of rises and falls of the close. <c>smoothing</c> is
/// <c>wilder</c> (α = 1/n, from the first change on) or <c>simple</c> (mean of the last n changes, Cutler's form, whose warm-up is n).
/// Neutral where the close did not move: 50.
/// </summary>
[FeatureKind("rsi")]
internal sealed class RelativeStrengthIndex(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);
    private readonly bool simple = parameters.Choice("smoothing", "wilder", "simple") == "simple";

    public int WarmUp => simple ? period : 1 + ExponentialAverage.WilderWarmUp(period);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        if (simple)
            Simple(input, destination);
        else
            Wilder(input.Candles.Close, destination);
    }

    private static double Index(double up, double down) => up + down > 0 ? 100 * (up / (up + down)) : 50;

    /// <summary>
    /// With A the average of |change| and B that of change, U = (A + B)/2 and D = (A - B)/2, so the index is 50 + 50·B/A.
    /// </summary>
    private void Wilder(ReadOnlySpan<double> close, Span<double> destination)
    {
        var alpha = 1.0 / period;
        var keep = 1 - alpha;
        var average = close[1] - close[0];
        var size = Math.Abs(average);
        for (var t = 2; t < close.Length; t++)
        {
            var step = alpha * (close[t] - close[t - 1]);
            average = Math.FusedMultiplyAdd(keep, average, step);
            size = Math.FusedMultiplyAdd(keep, size, Math.Abs(step));
            destination[t] = size > 0 ? 50 + 50 * (average / size) : 50;
        }
    }

    private void Simple(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var rises = input.Scratch();
        var falls = input.Scratch();
        for (var t = 1; t < close.Length; t++)
        {
            rises[t] = Math.Max(close[t] - close[t - 1], 0);
            falls[t] = Math.Max(close[t - 1] - close[t], 0);
        }
        var up = input.Scratch();
        var down = input.Scratch();
        RollingSum.Fill(rises, 1, period, up);
        RollingSum.Fill(falls, 1, period, down);
        for (var t = WarmUp; t < close.Length; t++)
            destination[t] = Index(up[t], down[t]);
    }
}
