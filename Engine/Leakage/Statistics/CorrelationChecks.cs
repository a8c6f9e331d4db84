namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Asks whether a feature or forecast tells the future better than is plausible. A finding must be both: more than chance makes of the
/// greatest of all correlations, and at least <see cref="LeakOptions.CorrelationLimit"/>. The first alone would call every true signal a
/// leak.
/// </summary>
public static class CorrelationChecks
{
    private const int Checks = 2; // that share the level

    /// <summary>Rank correlation with the label of the same bar, against labels shuffled in blocks.</summary>
    /// <param name="columns">Features and forecasts.</param>
    /// <param name="labels">Return or class of each bar's label; NaN where it has none.</param>
    /// <param name="reach">Bars from a bar to the end of its label, 1 or more.</param>
    /// <param name="options">Level, limit and number of permutations.</param>
    /// <param name="cancellationToken">Stops before the next permutation.</param>
    public static LeakCheckResult LabelShift(
        IReadOnlyList<KnownColumn> columns, double[] labels, int reach, LeakOptions options, CancellationToken cancellationToken) =>
        Run(LeakCheckKind.LabelShift, columns, labels, [0], reach, options, (test, column, _) =>
        {
            var beyond = Greatest(test, column, reach + 1, 2 * reach + 1);
            return FormattableString.Invariant($"rank correlation with the label (with labels beyond the horizon at most {beyond:F2})");
        }, cancellationToken);

    /// <summary>Rank correlation with the one-bar returns of the next bars, against returns shuffled in blocks.</summary>
    /// <param name="columns">Features and forecasts.</param>
    /// <param name="returns">Log return of each bar, known at its close; NaN where it has none.</param>
    /// <param name="options">Lags, level, limit and number of permutations.</param>
    /// <param name="cancellationToken">Stops before the next permutation.</param>
    public static LeakCheckResult LeadLag(
        IReadOnlyList<KnownColumn> columns, double[] returns, LeakOptions options, CancellationToken cancellationToken) =>
        Run(LeakCheckKind.LeadLag, columns, returns, [.. Enumerable.Range(1, options.Lags)], 1, options, (test, column, lag) =>
        {
            var past = Greatest(test, column, 1 - options.Lags, 0);
            return FormattableString.Invariant($"rank correlation with the return {lag} bars later (with past ones at most {past:F2})");
        }, cancellationToken);

    private static LeakCheckResult Run(
        LeakCheckKind check, IReadOnlyList<KnownColumn> columns, double[] target, int[] lags, int reach, LeakOptions options,
        Func<CorrelationTest, int, int, string> say, CancellationToken cancellationToken)
    {
        var tests = RankedColumns.Of(columns).Select(group => (Columns: group, Test: new CorrelationTest(group, target, lags))).ToArray();
        var high = tests
            .SelectMany(pair => pair.Test.Strongest().Select((most, column) => (pair, column, most.Lag, most.Correlation)))
            .Where(found => Math.Abs(found.Correlation) >= options.CorrelationLimit)
            .ToArray();
        if (high.Length == 0)
            return new LeakCheckResult(check, columns.Count, []); // what is plausible needs no test
        var greatest = new double[options.Permutations];
        foreach (var (group, test) in tests)
        {
            var random = new SeededRandom(options.Seed).Fork($"{check} {group.Start}");
            var ofGroup = test.Greatest(reach, options.Permutations, random, cancellationToken);
            for (var i = 0; i < greatest.Length; i++)
                greatest[i] = Math.Max(greatest[i], ofGroup[i]);
        }
        var findings = new List<LeakFinding>();
        foreach (var (pair, column, lag, correlation) in high)
        {
            var p = (1.0 + greatest.Count(chance => chance >= Math.Abs(correlation))) / (options.Permutations + 1);
            if (p <= options.Level / Checks)
                findings.Add(new LeakFinding(check, pair.Columns.Names[column], null, correlation, FormattableString.Invariant(
                    $"{say(pair.Test, column, lag)}, adjusted p {p:G2}; its size must be below {options.CorrelationLimit}")));
        }
        return new LeakCheckResult(check, columns.Count, findings);
    }

    private static double Greatest(CorrelationTest test, int column, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Max(lag => Math.Abs(test.Of(column, lag)));
}
