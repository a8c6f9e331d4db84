namespace Huracan.Engine.Models;

/// <summary>
/// Scaled features of consecutive bars, resident once and read by index: row-major, <c>Values[bar * Features + feature]</c>.
/// A model that looks back L bars reads rows <c>bar - L + 1 … bar</c> of it; windows are never copied out.
/// </summary>
/// <param name="Values">Rows × Features finite numbers; rows before the first usable bar are 0.</param>
/// <param name="Features">Number of columns, 1 or more.</param>
public sealed record FeatureTable(float[] Values, int Features)
{
    /// <summary>How each column was named and scaled; null where that is not known.</summary>
    public IReadOnlyList<ScaledColumn>? Columns { get; init; }

    /// <summary>Number of bars.</summary>
    public int Rows => Values.Length / Features;

    /// <summary>The features of one bar.</summary>
    public ReadOnlySpan<float> Row(int bar) => Values.AsSpan(bar * Features, Features);
}
