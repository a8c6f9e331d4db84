namespace Huracan.Engine.Features;

/// <summary>
/// A feature of candles <paramref name="factor"/> times as long (<c>coarse: k</c>). Bar t shows the last coarse candle that is complete
/// by the close of bar t, so its value stays for k bars and never looks into a candle that is still forming.
/// </summary>
internal sealed class CoarseFeature(IFeature inner, int factor) : IFeature
{
    /// <summary>
    /// Coarse candles lie on the epoch's grid, so up to k - 1 bars pass before the first one opens; coarse candle j closes k·(j + 1) - 1
    /// bars after that. The bound holds for every start, and is reached by a history that starts one bar after the grid.
    /// </summary>
    public int WarmUp => factor * (inner.WarmUp + 2) - 2;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var (coarse, start) = input.Coarse(factor);
        var values = new double[coarse.Count];
        inner.Compute(coarse, values);
        destination[..Math.Min(start + factor - 1, destination.Length)].Fill(double.NaN);
        for (var j = 0; j < values.Length; j++)
        {
            var from = start + (j + 1) * factor - 1;
            destination[from..Math.Min(from + factor, destination.Length)].Fill(values[j]);
        }
    }
}
