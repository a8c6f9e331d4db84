using Huracan.Engine.Backtest;

namespace Huracan.Engine.Quality;

/// <summary>Consistency of a result over time.</summary>
public static class FoldConsistency
{
    /// <summary>
    /// Share of consecutive, as-even-as-possible folds of the range over which marked equity rose; a fold without change did not.
    /// </summary>
    /// <param name="result">A backtest.</param>
    /// <param name="folds">1 or more; not more than bars.</param>
    /// <returns>0 to 1; NaN over no bars.</returns>
    public static double PositiveShare(BacktestResult result, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var bars = result.Equity.Length;
        if (bars == 0)
            return double.NaN;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, bars);
        var before = result.InitialCapital;
        var positive = 0;
        for (var k = 1; k <= folds; k++)
        {
            var after = result.Equity[(int)((long)k * bars / folds) - 1];
            if (after > before)
                positive++;
            before = after;
        }
        return (double)positive / folds;
    }
}
