namespace Huracan.Engine.Leakage.Replay;

/// <summary>
/// Fits again with another future. What is learnt up to a bar must stay what it is, to the last bit, whatever comes after: scalers,
/// weights, epochs at which training stopped, calibrations, thresholds, selected columns.
/// </summary>
public static class LearntReplay
{
    /// <summary>Replaces the candles after the last bar that each state may know.</summary>
    /// <param name="fit">What is learnt from a market.</param>
    /// <param name="market">The whole market.</param>
    /// <param name="options">The seed.</param>
    /// <param name="cancellationToken">Stops before the next fit.</param>
    public static LeakCheckResult Candles(
        Func<LeakMarket, IReadOnlyList<LearntState>> fit, LeakMarket market, LeakOptions options, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(options.Seed).Fork("fit");
        return Run(
            LeakCheckKind.Learnt, fit, market,
            bar => [market.WithFuture(bar, FutureChange.Scaled, random), market.WithFuture(bar, FutureChange.Shuffled, random)],
            "share of its numbers that change with the candles after the last bar it may know; it must be 0", cancellationToken);
    }

    /// <summary>Gives the canary the future after the last bar that each state may know.</summary>
    /// <inheritdoc cref="Candles"/>
    /// <param name="fit">What is learnt from a market.</param>
    /// <param name="market">The whole market.</param>
    /// <param name="horizon">Bars the canary looks ahead.</param>
    /// <param name="cancellationToken">Stops before the next fit.</param>
    public static LeakCheckResult Canary(
        Func<LeakMarket, IReadOnlyList<LearntState>> fit, LeakMarket market, int horizon, CancellationToken cancellationToken) =>
        Run(
            LeakCheckKind.Canary, fit, market, bar => [market.WithTellingCanary(bar, horizon)],
            "share of its numbers that change when a column tells the future after the last bar it may know; it must be 0",
            cancellationToken);

    private static LeakCheckResult Run(
        LeakCheckKind check, Func<LeakMarket, IReadOnlyList<LearntState>> fit, LeakMarket market, Func<int, LeakMarket[]> others,
        string rule, CancellationToken cancellationToken)
    {
        var whole = fit(market);
        var found = new Dictionary<string, LeakFinding>(StringComparer.Ordinal);
        foreach (var bar in whole.Select(state => state.KnownTo).Distinct().Order().Where(bar => bar < market.Count - 1))
        {
            foreach (var other in others(bar))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var again = fit(other).ToDictionary(state => state.Name, StringComparer.Ordinal);
                foreach (var state in whole.Where(state => state.KnownTo <= bar && !found.ContainsKey(state.Name)))
                {
                    var changed = Changed(state, again.GetValueOrDefault(state.Name));
                    if (changed > 0)
                        found.Add(state.Name, new LeakFinding(check, state.Name, state.KnownTo, changed, rule));
                }
            }
        }
        return new LeakCheckResult(
            check, whole.Count, [.. whole.Select(state => found.GetValueOrDefault(state.Name)).OfType<LeakFinding>()]);
    }

    private static double Changed(LearntState state, LearntState? again)
    {
        if (again is null || again.Values.Length != state.Values.Length)
            return 1;
        var changed = 0;
        for (var i = 0; i < state.Values.Length; i++)
            changed += state.Values[i].Equals(again.Values[i]) ? 0 : 1;
        return (double)changed / Math.Max(1, state.Values.Length);
    }
}
