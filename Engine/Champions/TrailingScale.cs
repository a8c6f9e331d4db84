using System.Text.Json.Serialization;

namespace Huracan.Engine.Champions;

/// <summary>
/// A running scale of a series with mean near 0, known before the next value: the exponentially weighted root mean square (half-life 20
/// values), but no less than half of that over all values, so that a quiet time does not make the next ordinary value look enormous.
/// </summary>
/// <param name="Count">Values seen.</param>
/// <param name="Recent">Exponentially weighted mean square; the plain mean while that has fewer values.</param>
/// <param name="Whole">Mean square over all values.</param>
public readonly record struct TrailingScale(int Count, double Recent, double Whole)
{
    // 1 - 2^(-1/20).
    private const double Weight = 0.034063671075154;

    /// <summary>The scale for the next value; 0 while all values were 0.</summary>
    [JsonIgnore]
    public double Value => Math.Sqrt(Math.Max(Recent, Whole / 4));

    /// <summary>The scale after one more value.</summary>
    public TrailingScale Add(double value)
    {
        var count = Count + 1;
        var square = value * value;
        return new TrailingScale(
            count, Recent + Math.Max(1.0 / count, Weight) * (square - Recent), Whole + (square - Whole) / count);
    }
}
