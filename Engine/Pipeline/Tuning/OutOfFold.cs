using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>Trading on out-of-fold forecasts after all costs: what settings are compared by besides their skill.</summary>
public static class OutOfFold
{
    /// <summary>
    /// Returns per bar over the folds' whole range. Every forecast of a move is traded, however sure: a threshold would have to be chosen
    /// on the very bars it is judged on.
    /// </summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="plan">The folds.</param>
    /// <param name="forecasts">Forecasts of all folds, in order of time.</param>
    public static double[] Returns(Candidate candidate, FoldPlan plan, Forecasts forecasts) =>
        BarReturns.Of(candidate.Backtester.Run(plan.Range, candidate.Signals(forecasts, 0)));
}
