namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// Where a fit begins: the twentieth of observations with the highest volatility, of the others the eighth with the lowest volume, of those
/// the third with the greatest trend, and the rest, each with its means and variances; a state is left after a hundred observations. No
/// chance is in it, so that the same candles give the same model.
/// </summary>
internal static class StartingChain
{
    private const double Stay = 0.99;
    private const double LeastVariance = 0.01;

    /// <summary>The chain for standardised observations.</summary>
    public static HiddenMarkovChain Of(double[] rows)
    {
        var left = Enumerable.Range(0, rows.Length / RegimeObservations.Columns).ToArray();
        int[] Take(int count, int column, double sign)
        {
            // Sorting by value and then by place keeps the order of equal values fixed.
            left = [.. left.OrderByDescending(t => sign * rows[t * RegimeObservations.Columns + column]).ThenBy(t => t)];
            var taken = left[..count];
            left = left[count..];
            return taken;
        }
        int[][] groups =
        [
            Take(left.Length / 20, RegimeObservations.Volatility, 1), Take(left.Length / 8, RegimeObservations.Volume, -1),
            Take(left.Length / 3, RegimeObservations.Trend, 1), left,
        ];
        var means = Array.ConvertAll(groups, group => Average(group, (t, d) => rows[t * RegimeObservations.Columns + d]));
        var variances = groups.Select((group, k) =>
            Average(group, (t, d) => Square(rows[t * RegimeObservations.Columns + d] - means[k][d])));
        var leave = (1 - Stay) / (groups.Length - 1);
        return new HiddenMarkovChain(
            [.. groups.Select(_ => 1.0 / groups.Length)],
            [.. groups.Select((_, j) => groups.Select((_, k) => j == k ? Stay : leave).ToArray())],
            means,
            [.. variances.Select(row => Array.ConvertAll(row, variance => Math.Max(variance, LeastVariance)))]);
    }

    private static double Square(double x) => x * x;

    private static double[] Average(int[] group, Func<int, int, double> of) =>
        [.. Enumerable.Range(0, RegimeObservations.Columns).Select(d => group.Sum(t => of(t, d)) / group.Length)];
}
