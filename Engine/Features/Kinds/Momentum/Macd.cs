using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// MACD (Appel) over the close, so that it has no unit: EMA over <c>fast</c> bars minus EMA over <c>slow</c> bars (<c>line</c>), or that
/// minus its own EMA over <c>signal</c> bars (<c>histogram</c>).
/// </summary>
[FeatureKind("macd")]
internal sealed class Macd(FeatureParameters parameters) : IFeature
{
    private readonly (int Fast, int Slow) spans = parameters.FastSlow(12, 26);
    private readonly int signal = parameters.Window("signal", 9, min: 1);
    private readonly bool histogram = parameters.Choice("line", "histogram", "line") == "histogram";

    public int WarmUp => ExponentialAverage.WarmUp(spans.Slow + (histogram ? signal : 0));

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var quick = input.Ema(spans.Fast);
        var calm = input.Ema(spans.Slow);
        var alpha = ExponentialAverage.AlphaOfSpan(signal);
        var keep = 1 - alpha;
        var average = quick[0] - calm[0];
        for (var t = 0; t < close.Length; t++)
        {
            var line = quick[t] - calm[t];
            average = Math.FusedMultiplyAdd(keep, average, alpha * line);
            destination[t] = (histogram ? line - average : line) / close[t];
        }
    }
}
