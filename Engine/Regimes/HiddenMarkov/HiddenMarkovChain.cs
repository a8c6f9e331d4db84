using Huracan.Contracts;

namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// A hidden Markov model of K states whose observations of D columns are Gaussian given the state, the columns independent then.
/// </summary>
/// <param name="Initial">Probability of each state at the first observation; K.</param>
/// <param name="Transitions">Probability of each state after each state, a row for the one before; K × K.</param>
/// <param name="Means">Mean of each column in each state; K × D.</param>
/// <param name="Variances">Variance of each column in each state, positive; K × D.</param>
public sealed record HiddenMarkovChain(double[] Initial, double[][] Transitions, double[][] Means, double[][] Variances)
{
    private const double Tolerance = 1e-6;

    /// <summary>Number of states.</summary>
    internal int States => Initial.Length;

    /// <summary>Number of columns.</summary>
    internal int Columns => Means[0].Length;

    /// <summary>Refuses a chain that is none.</summary>
    /// <exception cref="InputRefusedException">Shapes do not go together, or a number is out of its range.</exception>
    public void Validate()
    {
        Require(States > 0 && Transitions.Length == States && Means.Length == States && Variances.Length == States
            && Transitions.All(row => row.Length == States), "every state must have a row of each table");
        Require(Columns > 0 && Means.Concat(Variances).All(row => row.Length == Columns), "every state must have as many columns");
        Require(Transitions.Prepend(Initial).All(IsDistribution), "probabilities must be 0 or more and add up to 1");
        Require(Means.SelectMany(row => row).All(double.IsFinite), "means must be finite");
        Require(Variances.SelectMany(row => row).All(variance => variance > 0 && double.IsFinite(variance)), "variances must be above 0");
    }

    private static bool IsDistribution(double[] row) => row.All(p => p >= 0) && Math.Abs(row.Sum() - 1) <= Tolerance;

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new InputRefusedException($"The hidden Markov model is damaged: {rule}.");
    }
}
