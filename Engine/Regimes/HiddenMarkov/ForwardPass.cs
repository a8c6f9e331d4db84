namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// The forward algorithm, scaled at each observation (F16): probabilities of the states given the observations so far. Densities are taken
/// relative to the greatest of a state that can be reached, so that nothing underflows however far off an observation is.
/// </summary>
internal sealed class ForwardPass
{
    /// <summary>Passes over observations.</summary>
    /// <param name="chain">The model.</param>
    /// <param name="observations">T rows of the model's columns, finite.</param>
    public ForwardPass(HiddenMarkovChain chain, ReadOnlySpan<double> observations)
    {
        var (states, columns) = (chain.States, chain.Columns);
        Count = observations.Length / columns;
        (Densities, Filtered, Scales) = (new double[Count * states], new double[Count * states], new double[Count]);
        var (halves, constants) = Precisions(chain);
        for (var t = 0; t < Count; t++)
        {
            var filtered = Filtered.AsSpan(t * states, states);
            var densities = Densities.AsSpan(t * states, states);
            Predict(chain, t == 0 ? default : Filtered.AsSpan((t - 1) * states, states), filtered);
            var greatest = double.NegativeInfinity;
            for (var k = 0; k < states; k++)
            {
                var log = constants[k];
                for (var d = 0; d < columns; d++)
                {
                    var distance = observations[t * columns + d] - chain.Means[k][d];
                    log -= halves[k * columns + d] * distance * distance;
                }
                densities[k] = filtered[k] > 0 ? log : double.NegativeInfinity;
                greatest = Math.Max(greatest, densities[k]);
            }
            var sum = 0.0;
            for (var k = 0; k < states; k++)
            {
                densities[k] = Math.Exp(densities[k] - greatest);
                filtered[k] *= densities[k];
                sum += filtered[k];
            }
            for (var k = 0; k < states; k++)
                filtered[k] /= sum;
            Scales[t] = sum;
            LogLikelihood += Math.Log(sum) + greatest;
        }
    }

    /// <summary>Number of observations.</summary>
    public int Count { get; }

    /// <summary>Density of each observation in each state that can be reached, over the greatest of them; 0 in the others; T × K.</summary>
    public double[] Densities { get; }

    /// <summary>Probability of each state given the observations up to each; T × K.</summary>
    public double[] Filtered { get; }

    /// <summary>What each row of <see cref="Filtered"/> was divided by.</summary>
    public double[] Scales { get; }

    /// <summary>Natural logarithm of the observations' density.</summary>
    public double LogLikelihood { get; }

    private static void Predict(HiddenMarkovChain chain, ReadOnlySpan<double> before, Span<double> predicted)
    {
        for (var k = 0; k < predicted.Length; k++)
        {
            if (before.IsEmpty)
            {
                predicted[k] = chain.Initial[k];
                continue;
            }
            var sum = 0.0;
            for (var j = 0; j < before.Length; j++)
                sum += before[j] * chain.Transitions[j][k];
            predicted[k] = sum;
        }
    }

    private static (double[] Halves, double[] Constants) Precisions(HiddenMarkovChain chain)
    {
        var (halves, constants) = (new double[chain.States * chain.Columns], new double[chain.States]);
        for (var k = 0; k < chain.States; k++)
        {
            for (var d = 0; d < chain.Columns; d++)
            {
                halves[k * chain.Columns + d] = 0.5 / chain.Variances[k][d];
                constants[k] -= 0.5 * Math.Log(2 * Math.PI * chain.Variances[k][d]);
            }
        }
        return (halves, constants);
    }
}
