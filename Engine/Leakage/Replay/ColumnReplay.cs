namespace Huracan.Engine.Leakage.Replay;

/// <summary>
/// Computes features and forecasts again without the future, and with another one. What is known at the close of bar t cannot change then,
/// for any bar up to t. This finds whatever looks ahead: centred windows, moments of the whole series, gaps filled from behind, coarse
/// candles before they close, smoothed states.
/// </summary>
public static class ColumnReplay
{
    /// <summary>Cuts the series off at random bars.</summary>
    /// <param name="compute">The columns of a market.</param>
    /// <param name="market">The whole market.</param>
    /// <param name="options">How many cuts.</param>
    /// <param name="cancellationToken">Stops before the next cut.</param>
    public static LeakCheckResult Truncated(
        Func<LeakMarket, IReadOnlyList<KnownColumn>> compute, LeakMarket market, LeakOptions options,
        CancellationToken cancellationToken) =>
        Run(LeakCheckKind.Truncation, compute, market, options, (_, cut, _) => market.UpTo(cut), cancellationToken);

    /// <summary>Replaces what follows random bars, in turn by scaling and by shuffling.</summary>
    /// <inheritdoc cref="Truncated"/>
    public static LeakCheckResult WithChangedFuture(
        Func<LeakMarket, IReadOnlyList<KnownColumn>> compute, LeakMarket market, LeakOptions options,
        CancellationToken cancellationToken) =>
        Run(
            LeakCheckKind.ChangedFuture, compute, market, options,
            (i, cut, random) => market.WithFuture(cut, i % 2 == 0 ? FutureChange.Scaled : FutureChange.Shuffled, random),
            cancellationToken);

    private static LeakCheckResult Run(
        LeakCheckKind check, Func<LeakMarket, IReadOnlyList<KnownColumn>> compute, LeakMarket market, LeakOptions options,
        Func<int, int, SeededRandom, LeakMarket> replace, CancellationToken cancellationToken)
    {
        var whole = compute(market);
        var found = new Dictionary<string, LeakFinding>(StringComparer.Ordinal);
        var random = new SeededRandom(options.Seed).Fork("future");
        var cuts = CutBars.Of(market, options);
        // Where a column is used from a late bar on, cuts before that bar say nothing about it.
        var first = whole.Count == 0 ? 0 : whole.Min(column => column.From);
        if (cuts.Count(cut => cut >= first) < 2 && first < market.Count - 2)
            cuts = [first + (market.Count - 2 - first) / 3, first + (market.Count - 2 - first) * 2 / 3];
        for (var i = 0; i < cuts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cuts[i] < first)
                continue;
            var replayed = compute(replace(i, cuts[i], random)).ToDictionary(column => column.Name, StringComparer.Ordinal);
            foreach (var column in whole.Where(column => column.From <= cuts[i]))
            {
                var other = replayed.GetValueOrDefault(column.Name);
                if (!found.ContainsKey(column.Name) && Compare(check, column, other, cuts[i], options) is { } leak)
                    found.Add(column.Name, leak);
            }
        }
        return new LeakCheckResult(
            check, whole.Count, [.. whole.Select(column => found.GetValueOrDefault(column.Name)).OfType<LeakFinding>()]);
    }

    private static LeakFinding? Compare(LeakCheckKind check, KnownColumn column, KnownColumn? other, int cut, LeakOptions options)
    {
        if (other is null)
            return new LeakFinding(
                check, column.Name, cut, double.NaN, "a column that is known at a bar must be there without the bars after it");
        for (var bar = column.From; bar <= cut; bar++)
        {
            var difference = Difference(column.Values[bar], other.Values[bar]);
            if (!(difference > options.Tolerance))
                continue;
            var done = check == LeakCheckKind.Truncation ? "cut off" : "replaced";
            var allowed = options.Tolerance > 0 ? "within the tolerance" : "0";
            return new LeakFinding(
                check, column.Name, bar, difference, $"relative difference when the bars after {cut} are {done}; it must be {allowed}");
        }
        return null;
    }

    private static double Difference(double a, double b) => a.Equals(b) ? 0
        : double.IsNaN(a) || double.IsNaN(b) ? double.PositiveInfinity
        : a == b ? 0
        : Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));
}
