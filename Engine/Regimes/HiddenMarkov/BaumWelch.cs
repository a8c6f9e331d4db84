namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// Fits a chain by expectation and maximisation (F16): no step lowers the likelihood. A variance is not let fall below a least one, where a
/// state could otherwise shrink to a single observation.
/// </summary>
internal static class BaumWelch
{
    private const double LeastVariance = 1e-3;
    private const double LeastWeight = 1e-6; // of a state, in observations: one without any keeps its parameters

    /// <summary>Fits from a start on.</summary>
    /// <param name="start">The chain to begin with.</param>
    /// <param name="observations">T rows of the model's columns, finite.</param>
    /// <param name="maxSteps">Most steps.</param>
    /// <param name="tolerance">Gain of a step in log likelihood per observation below which it is the last.</param>
    /// <returns>The chain, and the log likelihood before each step and after the last.</returns>
    public static (HiddenMarkovChain Chain, IReadOnlyList<double> LogLikelihoods) Fit(
        HiddenMarkovChain start, ReadOnlySpan<double> observations, int maxSteps = 200, double tolerance = 1e-6)
    {
        var chain = start;
        var forward = new ForwardPass(chain, observations);
        List<double> logs = [forward.LogLikelihood];
        while (logs.Count <= maxSteps)
        {
            chain = Step(chain, observations, forward);
            forward = new ForwardPass(chain, observations);
            logs.Add(forward.LogLikelihood);
            if (logs[^1] - logs[^2] < tolerance * forward.Count)
                break;
        }
        return (chain, logs);
    }

    private static HiddenMarkovChain Step(HiddenMarkovChain chain, ReadOnlySpan<double> observations, ForwardPass forward)
    {
        var states = chain.States;
        var weights = new double[forward.Count * states]; // probability of each state given all observations
        var moves = new double[states * states]; // expected number of moves from state to state
        var (after, ahead) = (new double[states], new double[states]);
        Array.Fill(after, 1);
        for (var t = forward.Count - 1; t >= 0; t--)
        {
            for (var k = 0; k < states; k++)
                weights[t * states + k] = forward.Filtered[t * states + k] * after[k];
            if (t == 0)
                break;
            for (var k = 0; k < states; k++)
                ahead[k] = forward.Densities[t * states + k] * after[k] / forward.Scales[t];
            for (var j = 0; j < states; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < states; k++)
                {
                    var move = chain.Transitions[j][k] * ahead[k];
                    moves[j * states + k] += forward.Filtered[(t - 1) * states + j] * move;
                    sum += move;
                }
                after[j] = sum;
            }
        }
        var means = Weighted(chain, observations, weights, chain.Means, static (x, _) => x);
        return new HiddenMarkovChain(
            Normalised(weights.AsSpan(0, states), chain.Initial),
            [.. Enumerable.Range(0, states).Select(j => Normalised(moves.AsSpan(j * states, states), chain.Transitions[j]))],
            means,
            Variances(chain, observations, weights, means));
    }

    private static double[] Normalised(ReadOnlySpan<double> row, double[] otherwise)
    {
        var sum = 0.0;
        foreach (var value in row)
            sum += value;
        if (sum < LeastWeight)
            return otherwise;
        var shares = row.ToArray();
        for (var k = 0; k < shares.Length; k++)
            shares[k] /= sum;
        return shares;
    }

    private static double[][] Variances(HiddenMarkovChain chain, ReadOnlySpan<double> observations, double[] weights, double[][] means)
    {
        var variances = Weighted(chain with { Means = means }, observations, weights, chain.Variances, static (x, mean) =>
            (x - mean) * (x - mean));
        foreach (var row in variances)
        {
            for (var d = 0; d < row.Length; d++)
                row[d] = Math.Max(row[d], LeastVariance);
        }
        return variances;
    }

    private static double[][] Weighted(
        HiddenMarkovChain chain, ReadOnlySpan<double> observations, double[] weights, double[][] otherwise,
        Func<double, double, double> of)
    {
        var (states, columns) = (chain.States, chain.Columns);
        var result = new double[states][];
        for (var k = 0; k < states; k++)
        {
            var (total, sums) = (0.0, new double[columns]);
            for (var t = 0; t < weights.Length / states; t++)
            {
                var weight = weights[t * states + k];
                total += weight;
                for (var d = 0; d < columns; d++)
                    sums[d] += weight * of(observations[t * columns + d], chain.Means[k][d]);
            }
            result[k] = total < LeastWeight ? otherwise[k] : Array.ConvertAll(sums, sum => sum / total);
        }
        return result;
    }
}
