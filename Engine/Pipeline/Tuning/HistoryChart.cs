using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>The course of a search.</summary>
public static class HistoryChart
{
    /// <summary>Values of the trials and the best so far.</summary>
    public static Chart Of(string title, IReadOnlyList<HistoryPoint> points)
    {
        var complete = points.Where(point => point.State == TrialState.Complete).ToArray();
        var pruned = points.Where(point => point is { State: TrialState.Pruned, Value: not null }).ToArray();
        var series = new List<ChartSeries> { Trials("complete", complete) };
        if (pruned.Length > 0)
            series.Add(Trials("pruned", pruned));
        series.Add(new ChartSeries("best so far", X(points), [.. points.Select(point => point.Best ?? double.NaN)], ChartStyle.Steps));
        return new Chart($"{title}: search", "trial", new ChartPanel("mean skill over the folds", series));

        static ChartSeries Trials(string name, HistoryPoint[] of) =>
            new(name, X(of), [.. of.Select(point => point.Value ?? double.NaN)], ChartStyle.Points);
        static double[] X(IEnumerable<HistoryPoint> of) => [.. of.Select(point => (double)point.Number)];
    }
}
