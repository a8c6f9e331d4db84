using Huracan.Contracts.Reports;
using Huracan.Engine.Labels;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Intervals of past forecasts, each made of what was known at its bar: an outcome is learnt from once the last bar that it rests on has
/// closed.
/// </summary>
/// <param name="labels">Outcomes of the whole series.</param>
/// <param name="volatility">Trailing volatility of each bar, above 0.</param>
public sealed class IntervalReplay(LabelSet labels, double[] volatility)
{
    /// <summary>Scores of the forecasts that have an outcome before <paramref name="end"/>, in order of time.</summary>
    /// <param name="bars">Bar of each forecast, ascending.</param>
    /// <param name="spans">Where each expects the return, before it is widened.</param>
    /// <param name="end">First bar of which nothing is looked at.</param>
    public double[] Scores(IReadOnlyList<int> bars, IReadOnlyList<ReturnInterval> spans, int end) =>
        [.. Enumerable.Range(0, bars.Count).Where(i => IsKnown(bars[i], end)).Select(i => Score(bars[i], spans[i]))];

    /// <summary>The intervals of the forecasts that have an outcome before <paramref name="end"/>, in order of time.</summary>
    /// <param name="state">What they begin from.</param>
    /// <param name="bars">Bar of each forecast, ascending.</param>
    /// <param name="spans">Where each expects the return, before it is widened.</param>
    /// <param name="end">First bar of which nothing is looked at.</param>
    public IReadOnlyList<JudgedInterval> Run(
        ConformalState state, IReadOnlyList<int> bars, IReadOnlyList<ReturnInterval> spans, int end) =>
        Replay(state, bars, spans, 0, end).Judged;

    /// <summary>The state after every outcome known from one bar on and before another, each learnt from once.</summary>
    /// <param name="state">What it begins from.</param>
    /// <param name="bars">Bar of each forecast, ascending.</param>
    /// <param name="spans">Where each expects the return, before it is widened.</param>
    /// <param name="from">First bar whose outcomes the state does not have.</param>
    /// <param name="end">First bar of which nothing is looked at.</param>
    public ConformalState Learn(
        ConformalState state, IReadOnlyList<int> bars, IReadOnlyList<ReturnInterval> spans, int from, int end) =>
        Replay(state, bars, spans, from, end).State;

    private (List<JudgedInterval> Judged, ConformalState State) Replay(
        ConformalState state, IReadOnlyList<int> bars, IReadOnlyList<ReturnInterval> spans, int from, int end)
    {
        var adaptive = new AdaptiveConformal(state);
        var open = new Queue<(int Known, ConformalInterval Issued, double Score)>();
        var judged = new List<JudgedInterval>(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            while (open.TryPeek(out var first) && first.Known <= bar)
            {
                adaptive.Observe(first.Issued, first.Score);
                open.Dequeue();
            }
            if (!IsKnown(bar, end) || labels.Ends[bar] < from)
                continue;
            var issued = adaptive.Current;
            var interval = issued.Around(spans[i], volatility[bar]);
            judged.Add(new JudgedInterval(bar, interval, interval.Covers(labels.Returns[bar])));
            open.Enqueue((labels.Ends[bar], issued, Score(bar, spans[i])));
        }
        foreach (var last in open)
            adaptive.Observe(last.Issued, last.Score);
        return (judged, adaptive.State);
    }

    /// <summary>Coverage and width of intervals.</summary>
    /// <param name="level">Coverage aimed at.</param>
    /// <param name="judged">The intervals.</param>
    public static IntervalReport Measure(double level, IReadOnlyList<JudgedInterval> judged)
    {
        var bounded = judged.Where(one => one.Interval.IsBounded).ToArray();
        return new IntervalReport(
            level,
            (double)judged.Count(one => one.Covered) / judged.Count,
            bounded.Length == 0 ? double.NaN : bounded.Average(one => one.Interval.Width),
            judged.Count,
            judged.Count - bounded.Length);
    }

    private bool IsKnown(int bar, int end) => labels.Has(bar) && labels.Ends[bar] < end;

    private double Score(int bar, ReturnInterval span) =>
        ConformalInterval.Score(span, labels.Returns[bar], volatility[bar]);
}
