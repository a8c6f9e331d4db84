namespace Huracan.Engine.Quality;

/// <summary>A straight line clamped to [0, 1]: 0 at <paramref name="Zero"/> and before, 1 at <paramref name="One"/> and beyond.</summary>
/// <param name="Zero">Value that earns nothing.</param>
/// <param name="One">Value that earns everything; may lie below <paramref name="Zero"/> where less is better.</param>
public readonly record struct Ramp(double Zero, double One)
{
    /// <summary>Height at <paramref name="value"/>; NaN earns nothing.</summary>
    public double At(double value)
    {
        if (double.IsNaN(value))
            return 0;
        return double.IsInfinity(value) ? (value > 0 == One > Zero ? 1 : 0) : Math.Clamp((value - Zero) / (One - Zero), 0, 1);
    }
}
