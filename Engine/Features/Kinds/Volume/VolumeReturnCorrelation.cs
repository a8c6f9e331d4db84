using System.Numerics.Tensors;
using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>
/// Correlation of volume and one-bar log return over n bars (<c>of: signed</c>: does volume come with rises?) or their size
/// (<c>of: absolute</c>: does it come with moves?). Neutral where either does not vary: 0.
/// </summary>
[FeatureKind("volume_return_correlation")]
internal sealed class VolumeReturnCorrelation(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 48, min: 3);
    private readonly bool signed = parameters.Choice("of", "signed", "absolute") == "signed";

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var returns = input.Returns();
        if (!signed)
        {
            var sizes = input.Scratch();
            TensorPrimitives.Abs(returns, sizes);
            returns = sizes;
        }
        RollingCovariance.FillCorrelation(input.Candles.Volume, returns, 1, period, destination);
    }
}
