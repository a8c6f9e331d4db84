namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Bollinger bands of the close, mean ± <c>width</c> sample deviations over n bars: <c>percent_b</c> (where the close lies between them, 0 at the
/// lower, 1 at the upper) or <c>bandwidth</c> (their distance over the mean). Neutral percent_b where the deviation is 0: 0.5.
/// </summary>
[FeatureKind("bollinger")]
internal sealed class Bollinger(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 20);
    private readonly double width = parameters.Number("width", 2, 0.1, 10);
    private readonly bool percent = parameters.Choice("line", "percent_b", "bandwidth") == "percent_b";

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var (mean, std) = input.CloseDeviation(period);
        for (var t = WarmUp; t < close.Length; t++)
        {
            var band = 2 * width * std[t];
            destination[t] = !percent ? band / mean[t] : band > 0 ? (close[t] - mean[t]) / band + 0.5 : 0.5;
        }
    }
}
