using Huracan.Contracts;

namespace Huracan.Engine.Search.Space;

/// <summary>Numbers between two bounds, both included.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Log">Whether equal ratios are equally likely; then <paramref name="Low"/> is above 0.</param>
/// <param name="Grid">Distance of neighbouring values from <paramref name="Low"/> on; null for a continuum.</param>
public abstract record NumericDistribution(double Low, double High, bool Log, double? Grid) : Distribution
{
    /// <summary>The greatest value on the grid.</summary>
    public double Top => Grid is { } step ? Low + Math.Floor((High - Low) / step + 1e-10) * step : High;

    /// <inheritdoc/>
    public override bool IsSingle => Top <= Low;

    /// <inheritdoc/>
    public override bool Contains(double value) =>
        value >= Low && value <= Top && (Grid is not { } step || Math.Abs((value - Low) / step - Math.Round((value - Low) / step)) < 1e-8);

    /// <summary>The nearest value there is.</summary>
    public double Nearest(double value)
    {
        if (Grid is { } step)
            value = Low + Math.Round((value - Low) / step, MidpointRounding.ToEven) * step;
        return Math.Clamp(value, Low, Top);
    }

    /// <inheritdoc/>
    public override void Validate(string name)
    {
        if (!double.IsFinite(Low) || !double.IsFinite(High))
            throw Refuse(name, "its bounds must be finite");
        if (Low > High)
            throw Refuse(name, "its low must not lie above its high");
        if (Grid is <= 0 or double.NaN)
            throw Refuse(name, "its step must be above 0");
        if (Log && Low <= 0)
            throw Refuse(name, "on a log scale its low must be above 0");
    }

    private protected InputRefusedException Refuse(string name, string rule) =>
        new(FormattableString.Invariant($"Search space: '{name}' runs from {Low} to {High}; {rule}."));
}
