using System.Numerics.Tensors;
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
        TensorPrimitives.Subtract(quick, calm, destination);
        if (!histogram)
        {
            Ratio.Fill(destination, close, destination);
            return;
        }
        var average = input.Scratch();
        ExponentialAverage.Fill(destination, 0, ExponentialAverage.AlphaOfSpan(signal), average);
        Ratio.Fill(destination, average, close, destination);
    }
}
