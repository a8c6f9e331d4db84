namespace Huracan.Engine.Models;

/// <summary>Which quantiles of a return are forecast.</summary>
public static class ReturnQuantiles
{
    /// <summary>Their number.</summary>
    public const int Count = 5;

    /// <summary>Their levels, ascending. Nine of ten returns are to lie between the first and the last.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>
    /// Mean of what quantiles cost over their levels: τ·u for an outcome u above the quantile, (τ − 1)·u for one below (Koenker and
    /// Bassett, 1978).
    /// </summary>
    /// <param name="quantiles">A quantile for each level.</param>
    /// <param name="outcome">What occurred.</param>
    public static double PinballLoss(ReadOnlySpan<float> quantiles, double outcome)
    {
        var sum = 0.0;
        for (var k = 0; k < Count; k++)
        {
            var above = outcome - quantiles[k];
            sum += Math.Max(Levels[k] * above, (Levels[k] - 1) * above);
        }
        return sum / Count;
    }
}
