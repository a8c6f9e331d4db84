using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Wilder's directional movement (1978), averages with α = 1/n from bar 1 on: <c>adx</c> (0 to 100, average of DX), <c>plus_di</c>,
/// <c>minus_di</c> (0 to 100), <c>balance</c> (signed DX, (DI+ - DI-) / (DI+ + DI-), -1 to 1). Neutral where nothing moved: 0.
/// </summary>
[FeatureKind("directional_movement")]
internal sealed class DirectionalMovement(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);
    private readonly string line = parameters.Choice("line", "adx", "plus_di", "minus_di", "balance");

    public int WarmUp => 1 + ExponentialAverage.WilderWarmUp(period) * (line == "adx" ? 2 : 1);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var candles = input.Candles;
        var range = input.TrueRange();
        var alpha = 1.0 / period;
        double up = 0, down = 0, size = 0, adx = 0;
        for (var t = 1; t < range.Length; t++)
        {
            var rise = candles.High[t] - candles.High[t - 1];
            var fall = candles.Low[t - 1] - candles.Low[t];
            var weight = t == 1 ? 1 : alpha; // the first value starts each average
            up += weight * ((rise > fall && rise > 0 ? rise : 0) - up);
            down += weight * ((fall > rise && fall > 0 ? fall : 0) - down);
            size += weight * (range[t] - size);
            var balance = up + down > 0 ? (up - down) / (up + down) : 0;
            adx += weight * (100 * Math.Abs(balance) - adx);
            destination[t] = line switch
            {
                "adx" => adx,
                "balance" => balance,
                "plus_di" => size > 0 ? 100 * up / size : 0,
                _ => size > 0 ? 100 * down / size : 0,
            };
        }
    }
}
