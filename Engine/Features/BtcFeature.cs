namespace Huracan.Engine.Features;

/// <summary>A feature of BTC's candles over the same span (<c>market: btc</c>).</summary>
internal sealed class BtcFeature(IFeature inner) : IFeature
{
    public int WarmUp => inner.WarmUp;

    public void Compute(FeatureInput input, Span<double> destination) => inner.Compute(input.RequireBtc(), destination);
}
