using System.Numerics;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>
/// Probability of backtest overfitting by combinatorially symmetric
/// cross-validation (F3; Bailey, Borwein, López de Prado and Zhu, "The Probability of Backtest Overfitting", J. Computational Finance
/// 20(4), 2017). Trials are compared by their Sharpe ratio.
/// </summary>
/// <param name="Probability">Share of the choices whose best trial ends in the lower half outside, 0 to 1.</param>
/// <param name="Slope">Slope of the chosen trial's Sharpe ratio outside on the one inside, over all choices; NaN where the one inside never
/// varies.</param>
/// <param name="LossProbability">Share of the choices whose best trial loses outside, 0 to 1.</param>
/// <param name="Choices">Ways of choosing half of the blocks.</param>
public sealed record BacktestOverfitting(double Probability, double Slope, double LossProbability, int Choices)
{
    /// <summary>Computes it.</summary>
    /// <param name="trials">Each trial's returns over the same bars.</param>
    /// <exception cref="ArgumentException">Fewer than two trials, or blocks of different lengths.</exception>
    public static BacktestOverfitting Of(IReadOnlyList<ReturnBlocks> trials)
    {
        if (trials.Count < 2)
            throw new ArgumentException($"There are {trials.Count} trials; a choice needs two.", nameof(trials));
        if (trials.Any(trial => trial.Length != trials[0].Length))
            throw new ArgumentException("Every trial has blocks of the same length.", nameof(trials));
        var (inside, outside) = (new double[trials.Count], new double[trials.Count]);
        var (below, losses) = (0, 0);
        var chosen = new List<(double Inside, double Outside)>();
        for (var half = 0u; half < 1u << ReturnBlocks.Count; half++)
        {
            if (BitOperations.PopCount(half) != ReturnBlocks.Count / 2)
                continue;
            for (var i = 0; i < trials.Count; i++)
                (inside[i], outside[i]) = (trials[i].Sharpe(half), trials[i].Sharpe(~half));
            var best = Array.IndexOf(inside, inside.Max());
            chosen.Add((inside[best], outside[best]));
            losses += outside[best] < 0 ? 1 : 0;
            // The logit of the relative rank is at most 0 exactly where the rank is at most half of N + 1.
            below += Rank(outside, best) / (trials.Count + 1) <= 0.5 ? 1 : 0;
        }
        return new BacktestOverfitting((double)below / chosen.Count, SlopeOf(chosen), (double)losses / chosen.Count, chosen.Count);
    }

    // 1 for the worst; equals share their mean rank.
    private static double Rank(double[] values, int index)
    {
        var (less, same) = (0, 0);
        foreach (var value in values)
        {
            less += value < values[index] ? 1 : 0;
            same += value == values[index] ? 1 : 0;
        }
        return less + (same + 1) / 2.0;
    }

    private static double SlopeOf(List<(double Inside, double Outside)> points)
    {
        var (x, y) = (points.Average(point => point.Inside), points.Average(point => point.Outside));
        var covariance = points.Sum(point => (point.Inside - x) * (point.Outside - y));
        var variance = points.Sum(point => (point.Inside - x) * (point.Inside - x));
        return variance > 0 ? covariance / variance : double.NaN;
    }
}
