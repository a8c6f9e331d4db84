namespace Huracan.Engine.Features.Kinds.Primary;

/// <summary>
/// The side a primary rule takes at the close of the bar: 1 long, −1 short, 0 none. <c>rule</c> is <c>momentum</c>, the sign of the
/// return over <c>period</c> bars; <c>ma_cross</c>, the sign of the mean of <c>fast</c> closes less that of <c>slow</c>; or
/// <c>mean_reversion</c>, against the close where it lies more than <c>threshold</c> sample deviations from the mean of <c>period</c>
/// closes, its own among them.
/// </summary>
[FeatureKind("primary_side")]
internal sealed class PrimarySide : IFeature
{
    private const double Nothing = 1e-12; // what rolling sums leave of two equal means, as a share of the price

    private readonly string rule;
    private readonly int period;
    private readonly (int Fast, int Slow) windows;
    private readonly double threshold;

    /// <summary>Reads the rule's own parameters alone, so that those of another rule are refused.</summary>
    public PrimarySide(FeatureParameters parameters)
    {
        rule = parameters.Choice("rule", "momentum", "ma_cross", "mean_reversion");
        if (rule == "ma_cross")
            windows = parameters.FastSlow(12, 48);
        else
            period = parameters.Window("period", rule == "momentum" ? 24 : 48, rule == "momentum" ? 1 : 3);
        if (rule == "mean_reversion")
            threshold = parameters.Number("threshold", 1, 0.1, 10);
    }

    public int WarmUp => rule switch { "momentum" => period, "ma_cross" => windows.Slow - 1, _ => period - 1 };

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        switch (rule)
        {
            case "momentum":
                for (var t = WarmUp; t < close.Length; t++)
                    destination[t] = Math.Sign(close[t] - close[t - period]);
                break;
            case "ma_cross":
                Cross(input.CloseDeviation(windows.Fast).Mean, input.CloseDeviation(windows.Slow).Mean, destination);
                break;
            default:
                Revert(close, input.CloseDeviation(period), destination);
                break;
        }
    }

    private void Cross(ReadOnlySpan<double> fast, ReadOnlySpan<double> slow, Span<double> sides)
    {
        for (var t = WarmUp; t < sides.Length; t++)
            sides[t] = Math.Abs(fast[t] - slow[t]) > Nothing * slow[t] ? Math.Sign(fast[t] - slow[t]) : 0;
    }

    private void Revert(ReadOnlySpan<double> close, Deviation around, Span<double> sides)
    {
        var (mean, std) = around;
        for (var t = WarmUp; t < sides.Length; t++)
        {
            var away = close[t] - mean[t];
            sides[t] = Math.Abs(away) > Math.Max(threshold * std[t], Nothing * mean[t]) ? -Math.Sign(away) : 0;
        }
    }
}
