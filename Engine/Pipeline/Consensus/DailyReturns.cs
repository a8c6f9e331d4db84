using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Quality.Metrics;
using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>
/// Compares two backtests of the same bars day by day: the bars of a day share its moves, so that a day is one observation.
/// </summary>
public static class DailyReturns
{
    private const long MillisecondsOfDay = 86_400_000;

    /// <summary>Net return of each day, UTC, by the bars that open in it.</summary>
    /// <param name="openTimes">Open time of each bar, ms UTC, ascending.</param>
    /// <param name="returns">Net simple return of each bar.</param>
    public static double[] Of(ReadOnlySpan<long> openTimes, ReadOnlySpan<double> returns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(returns.Length, openTimes.Length, nameof(returns));
        var days = new List<double>();
        for (int i = 0, day = int.MinValue; i < returns.Length; i++)
        {
            if (openTimes[i] / MillisecondsOfDay != day)
            {
                day = (int)(openTimes[i] / MillisecondsOfDay);
                days.Add(0);
            }
            days[^1] = (1 + days[^1]) * (1 + returns[i]) - 1;
        }
        return [.. days];
    }

    /// <summary>The paired difference of two backtests.</summary>
    /// <exception cref="ArgumentException">They are of different bars.</exception>
    public static DailyDifference Compare(CandleSeries candles, BacktestResult one, BacktestResult other)
    {
        if (one.Range != other.Range)
            throw new ArgumentException($"One is of {one.Range}, the other of {other.Range}.", nameof(other));
        var times = candles.OpenTimes.Slice(one.Range.Start, one.Range.Length);
        return Compare(Of(times, BarReturns.Of(one)), Of(times, BarReturns.Of(other)));
    }

    /// <summary>The paired difference of two returns a day.</summary>
    public static DailyDifference Compare(double[] one, double[] other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, one.Length, nameof(other));
        var differences = one.Zip(other, (a, b) => 1e4 * (a - b)).ToArray();
        var mean = differences.Sum() / differences.Length;
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1.0);
        var error = differences.Length > 1 ? Math.Sqrt(variance / differences.Length) : double.NaN;
        // Where only one day differs, mean and error are equal and t is 1 whatever the numbers are.
        var isTested = differences.Count(difference => difference != 0) > 1 && error > 0;
        var p = isTested ? 2 * StudentT.CDF(0, 1, differences.Length - 1, -Math.Abs(mean / error)) : double.NaN;
        return new DailyDifference(differences.Length, mean, error, p);
    }
}
