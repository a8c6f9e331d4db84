using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// The axis on which a number's values are equally likely. Values on a grid own half a step to either side, and on a log scale whole
/// numbers do so before the logarithm is taken, as in Optuna.
/// </summary>
internal readonly record struct Scale(NumericDistribution Distribution, double Low, double High, double? Step)
{
    // On a finer grid a kernel is so many steps wide that a mass is the density at its middle, but for a ten-thousandth and a common
    // factor.
    private const double MostValues = 1_024;

    public double Width => High - Low;

    public double Middle => (Low + High) / 2;

    /// <summary>Number of values on the grid, of a scale with steps.</summary>
    public int Values => (int)Math.Round(Width / Step ?? 0);

    public static Scale Of(NumericDistribution distribution) => distribution switch
    {
        { Log: true, Grid: { } step } =>
            new(distribution, Math.Log(distribution.Low - step / 2), Math.Log(distribution.Top + step / 2), null),
        { Log: true } => new(distribution, Math.Log(distribution.Low), Math.Log(distribution.High), null),
        { Grid: { } step } when (distribution.Top - distribution.Low) / step >= MostValues =>
            new(distribution, distribution.Low - step / 2, distribution.Top + step / 2, null),
        { Grid: { } step } => new(distribution, distribution.Low - step / 2, distribution.Top + step / 2, step),
        _ => new(distribution, distribution.Low, distribution.High, null),
    };

    public double There(double value) => Distribution.Log ? Math.Log(value) : value;

    public double Back(double position) => Distribution.Nearest(Distribution.Log ? Math.Exp(position) : position);
}
