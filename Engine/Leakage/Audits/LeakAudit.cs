using Huracan.Engine.Labels;
using Huracan.Engine.Leakage.Intervals;
using Huracan.Engine.Leakage.Replay;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Leakage.Audits;

/// <summary>Makes every check that applies to a pipeline under test.</summary>
/// <param name="options">How closely is looked.</param>
public sealed class LeakAudit(LeakOptions options)
{
    /// <summary>Checks it.</summary>
    /// <param name="subject">The pipeline.</param>
    /// <param name="market">The data it is tried on.</param>
    /// <param name="cancellationToken">Stops between replays.</param>
    /// <exception cref="Contracts.InputRefusedException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">There are too few candles to cut.</exception>
    public LeakReport Run(LeakSubject subject, LeakMarket market, CancellationToken cancellationToken)
    {
        options.Validate();
        var results = new List<LeakCheckResult>();
        var columns = new List<KnownColumn>();
        if (subject.Features is { } features)
        {
            columns.AddRange(features(market));
            results.Add(ColumnReplay.Truncated(features, market, options, cancellationToken));
            results.Add(ColumnReplay.WithChangedFuture(features, market, options, cancellationToken));
        }
        if (subject.Forecasts is { } forecasts)
        {
            columns.AddRange(forecasts(market));
            results.Add(ColumnReplay.WithChangedFuture(forecasts, market, options, cancellationToken));
        }
        var labels = subject.Labels?.Invoke(market);
        if (subject.Labels is not null)
        {
            results.Add(LabelReplay.Intervals(subject.Labels, market, options, cancellationToken));
            results.Add(LabelReplay.Entries(subject.Labels, market, options, cancellationToken));
        }
        if (subject.Fit is { } fit)
        {
            results.Add(LearntReplay.Candles(fit, market, options, cancellationToken));
            results.Add(LearntReplay.Canary(fit, market, labels?.Horizon ?? options.Lags, cancellationToken));
        }
        if (subject.Splits?.Invoke(market) is { } splits)
            results.AddRange([SplitCheck.Purge(splits), SplitCheck.Embargo(splits)]);
        if (subject.Fills is { } fills)
            results.Add(FillCheck.Run(fills(market), market.Candles));
        results.AddRange(Statistical(columns, labels, market, cancellationToken));
        return new LeakReport(subject.Name, Joined(results));
    }

    private IEnumerable<LeakCheckResult> Statistical(
        IReadOnlyList<KnownColumn> columns, LabelSet? labels, LeakMarket market, CancellationToken cancellationToken)
    {
        if (columns.Count == 0)
            yield break;
        if (labels is not null)
            yield return CorrelationChecks.LabelShift(
                columns, labels.Returns, 1 + labels.Latency + labels.Horizon, options, cancellationToken);
        yield return CorrelationChecks.LeadLag(columns, FutureSeries.Returns(market.Candles), options, cancellationToken);
        var future = FutureSeries.Of(market.Candles, options.Lags);
        yield return FutureCopy.Run(columns, labels is null ? future : [.. future, FutureSeries.OfLabel(labels)], cancellationToken);
        yield return WholeSampleScaling.Run(columns);
    }

    // Features and forecasts go through one check in two turns.
    private static List<LeakCheckResult> Joined(IEnumerable<LeakCheckResult> results) =>
    [
        .. results.GroupBy(result => result.Check).OrderBy(group => group.Key).Select(group => new LeakCheckResult(
            group.Key, group.Sum(result => result.Subjects), [.. group.SelectMany(result => result.Findings)])),
    ];
}
