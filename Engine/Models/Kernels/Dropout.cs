namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// Masks of dropout by a counter: the factor of unit j in row r of a step is fixed by (seed, r, j) alone, whatever is computed before it
/// or beside it. Two units share 64 bits of SplitMix64 (Steele, Lea and Flood 2014), read at place r · 2³² + j / 2 of the seed's stream.
/// </summary>
/// <param name="share">Share of units dropped, 0 to below 1.</param>
internal sealed class Dropout(double share)
{
    private readonly uint limit = (uint)Math.Min(share * 4294967296.0, uint.MaxValue);
    private readonly float kept = (float)(1 / (1 - share));

    /// <summary>Writes a row's factors: 0, or 1 / (1 − share) so that the mean stays.</summary>
    public void Draw(ulong seed, int row, Span<float> factors)
    {
        for (var j = 0; j < factors.Length; j++)
        {
            var state = seed + (((ulong)row << 32) + (ulong)(j / 2)) * SeededRandom.SplitMixStep;
            var bits = SeededRandom.SplitMix(ref state);
            factors[j] = (j % 2 == 0 ? (uint)bits : (uint)(bits >> 32)) < limit ? 0 : kept;
        }
    }
}
