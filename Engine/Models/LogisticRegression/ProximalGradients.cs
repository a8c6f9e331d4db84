namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// The least of a smooth convex function + an elastic net, by accelerated proximal gradients (Beck and Teboulle, "A Fast Iterative
/// Shrinkage-Thresholding Algorithm", 2009) that begin anew whenever they would go uphill (O'Donoghue and Candès, "Adaptive Restart for
/// Accelerated Gradient Schemes", 2015).
/// </summary>
/// <param name="Step">Length of a step: 1 over the most that the function and the ridge curve.</param>
/// <param name="Ridge">Factor of half the squared weights.</param>
/// <param name="Threshold">What a step takes from the size of a weight: its length times the factor of the absolute weights.</param>
/// <param name="Tolerance">It ends when no number moves by more than this in a step.</param>
/// <param name="MostSteps">It ends after so many steps in any case.</param>
internal readonly record struct ProximalGradients(double Step, double Ridge, double Threshold, double Tolerance, int MostSteps)
{
    private const int PowerSteps = 50;

    /// <summary>Solves.</summary>
    /// <param name="start">Where to start.</param>
    /// <param name="penalised">So many first numbers are penalised; the intercepts behind them are free.</param>
    /// <param name="gradient">Writes the smooth function's gradient at a point.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public double[] Solve(double[] start, int penalised, Action<double[], double[]> gradient, CancellationToken cancellationToken)
    {
        double[] now = [.. start];
        double[] ahead = [.. start];
        var next = new double[now.Length];
        var slopes = new double[now.Length];
        var momentum = 1.0;
        for (var i = 0; i < MostSteps; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gradient(ahead, slopes);
            double moved = 0, uphill = 0;
            for (var j = 0; j < now.Length; j++)
            {
                if (j < penalised)
                {
                    var target = ahead[j] - Step * (slopes[j] + Ridge * ahead[j]);
                    next[j] = Math.CopySign(Math.Max(Math.Abs(target) - Threshold, 0), target);
                }
                else
                {
                    next[j] = ahead[j] - Step * slopes[j];
                }
                moved = Math.Max(moved, Math.Abs(next[j] - now[j]));
                uphill += (ahead[j] - next[j]) * (next[j] - now[j]);
            }
            var grown = uphill > 0 ? 1 : (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            var carry = uphill > 0 ? 0 : (momentum - 1) / grown;
            for (var j = 0; j < now.Length; j++)
            {
                ahead[j] = next[j] + carry * (next[j] - now[j]);
                now[j] = next[j];
            }
            momentum = grown;
            if (moved <= Tolerance)
                break;
        }
        return now;
    }

    /// <summary>
    /// The largest eigenvalue of the second moments of the features and a column of ones, each sample counted by its weight: what a
    /// function of linear forecasts curves by at most where it curves by 1 in each. It comes near it from below, within a hundredth.
    /// </summary>
    public static double LargestEigenvalue(Samples samples)
    {
        var features = samples.Table.Features;
        var all = samples.TotalWeight();
        var direction = new double[features + 1];
        Array.Fill(direction, 1 / Math.Sqrt(features + 1));
        var product = new double[features + 1];
        var eigenvalue = 0.0;
        for (var i = 0; i < PowerSteps; i++)
        {
            Array.Clear(product);
            for (var sample = 0; sample < samples.Count; sample++)
            {
                var row = samples.Table.Row(samples.Bars[sample]);
                var along = samples.WeightOf(sample) * (RowMath.Dot(direction.AsSpan(0, features), row) + direction[features]) / all;
                RowMath.Add(product.AsSpan(0, features), along, row);
                product[features] += along;
            }
            eigenvalue = Math.Sqrt(product.Sum(value => value * value));
            for (var j = 0; j <= features; j++)
                direction[j] = product[j] / eigenvalue;
        }
        return eigenvalue;
    }
}
