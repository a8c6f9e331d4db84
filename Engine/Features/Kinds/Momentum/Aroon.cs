using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Aroon (Chande, 1995) over n + 1 bars: <c>up</c> = 100·(n - bars since the highest high) / n, <c>down</c> the same for the lowest low,
/// <c>oscillator</c> = up - down (-100 to 100). Of equal extremes the latest counts.
/// </summary>
[FeatureKind("aroon")]
internal sealed class Aroon(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 25);
    private readonly string line = parameters.Choice("line", "oscillator", "up", "down");

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var top = RollingExtreme.LargestAt(input.Candles.High, period + 1);
        var bottom = RollingExtreme.SmallestAt(input.Candles.Low, period + 1);
        for (var t = WarmUp; t < destination.Length; t++)
        {
            var up = 100.0 * (period - (t - top[t])) / period;
            var down = 100.0 * (period - (t - bottom[t])) / period;
            destination[t] = line switch { "up" => up, "down" => down, _ => up - down };
        }
    }
}
