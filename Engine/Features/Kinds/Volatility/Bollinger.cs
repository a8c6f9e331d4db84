namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Bollinger bands of the close, mean ± <c>width</c> sample deviations over n bars: <c>percent_b</c> (where the close lies between them, 0
/// at the lower, 1 at the upper) or <c>bandwidth</c> (their distance over the mean). Neutral percent_b where the deviation is 0: 0.5.
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
        if (percent)
            Ratio.Fill(close, mean, std, destination, 2 * width, 0.5);
        else
            Ratio.Fill(std, mean, destination, 1 / (2 * width));
    }
}
