using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>Where a return is expected to lie, both ends included.</summary>
/// <param name="Lower">Lower end, log return; minus infinity where there is no bound.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct ReturnInterval(double Lower, double Upper)
{
    /// <summary>Between the outer ones of some quantiles.</summary>
    /// <param name="quantiles">For each of <see cref="ReturnQuantiles.Levels"/>.</param>
    public static ReturnInterval Outer(ReadOnlySpan<float> quantiles) => new(quantiles[0], quantiles[^1]);

    /// <summary>Upper less lower end.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether it has bounds.</summary>
    public bool IsBounded => double.IsFinite(Width);

    /// <summary>Whether a return lies in it.</summary>
    public bool Covers(double value) => value >= Lower && value <= Upper;
}
