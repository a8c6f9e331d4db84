using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>
/// Mean result of trades with a standard error that lets the trades of one day depend on each other (F16): those of a day share its moves.
/// </summary>
/// <param name="Trades">Number of trades.</param>
/// <param name="Days">Number of days with a trade.</param>
/// <param name="Bps">Mean net result, basis points; NaN without trades.</param>
/// <param name="StandardError">Of the mean, basis points; NaN with fewer than two days.</param>
/// <param name="HitRate">Share of trades that brought more than 0; NaN without trades.</param>
public readonly record struct ClusteredMean(int Trades, int Days, double Bps, double StandardError, double HitRate)
{
    /// <summary>One-sided p-value against a mean of 0 or less, by Student's t with a degree of freedom less than days; NaN where the
    /// standard error is 0 or unknown.</summary>
    public double PValue => StandardError > 0 ? StudentT.CDF(0, 1, Days - 1, -Bps / StandardError) : double.NaN;

    /// <summary>The mean over clusters, one a day.</summary>
    public static ClusteredMean Of(IReadOnlyList<DayCluster> days)
    {
        var all = default(DayCluster);
        foreach (var day in days)
            all += day;
        if (all.Trades == 0)
            return new ClusteredMean(0, 0, double.NaN, double.NaN, double.NaN);
        var mean = all.Sum / all.Trades;
        var squares = 0.0;
        foreach (var day in days)
        {
            var excess = day.Sum - day.Trades * mean;
            squares += excess * excess;
        }
        var groups = (double)days.Count;
        var error = groups > 1 ? Math.Sqrt(groups / (groups - 1) * squares) / all.Trades : double.NaN;
        return new ClusteredMean(all.Trades, days.Count, mean, error, (double)all.Wins / all.Trades);
    }
}
