using Huracan.Engine.Labels;

namespace Huracan.Engine.Leakage.Replay;

/// <summary>Computes labels again with another future, and with another price level in the past.</summary>
public static class LabelReplay
{
    private const double Factor = 1.1;
    private const double Rounding = 1e-9;
    private const int FewestCuts = 2;

    /// <summary>A label whose interval has ended before the change must stay: else its interval is longer than it says.</summary>
    /// <param name="label">The labels of a market.</param>
    /// <param name="market">The whole market.</param>
    /// <param name="options">How many cuts.</param>
    /// <param name="cancellationToken">Stops before the next cut.</param>
    public static LeakCheckResult Intervals(
        Func<LeakMarket, LabelSet> label, LeakMarket market, LeakOptions options, CancellationToken cancellationToken)
    {
        var whole = label(market);
        var random = new SeededRandom(options.Seed).Fork("label future");
        foreach (var cut in CutBars.Of(market, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = label(market.WithFuture(cut, FutureChange.Scaled, random));
            var truncated = label(market.UpTo(cut));
            for (var t = 0; t <= cut; t++)
            {
                // A shorter series may not know a label yet, but cannot know another one.
                var isOver = whole.Has(t) && whole.Ends[t] <= cut;
                if (!isOver || !(Differs(whole, changed, t) || (truncated.Has(t) && Differs(whole, truncated, t))))
                    continue;
                return Result(LeakCheckKind.LabelInterval, new LeakFinding(
                    LeakCheckKind.LabelInterval, "label", t, cut - whole.Ends[t],
                    $"bars from the label's end to a change after bar {cut} that changes it; no such change may"));
            }
        }
        return Result(LeakCheckKind.LabelInterval, null);
    }

    /// <summary>
    /// The price level of the past up to the signal must not matter: a label that is entered at or before the close of its own bar shares a
    /// price with the features, and a backtest cannot trade it. And the future must matter: a label is about nothing else.
    /// </summary>
    /// <inheritdoc cref="Intervals"/>
    public static LeakCheckResult Entries(
        Func<LeakMarket, LabelSet> label, LeakMarket market, LeakOptions options, CancellationToken cancellationToken)
    {
        var whole = label(market);
        var random = new SeededRandom(options.Seed).Fork("label entry");
        var (compared, same, last) = (0, 0, 0);
        foreach (var cut in CutBars.Of(market, options).Where(whole.Has))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scaled = label(market with { Candles = market.Candles.WithPastTimes(cut, Factor) });
            if (!(Math.Abs(scaled.Returns[cut] - whole.Returns[cut]) is var moved && moved <= Rounding))
                return Result(LeakCheckKind.LabelEntry, new LeakFinding(
                    LeakCheckKind.LabelEntry, "label", cut, moved,
                    "change of its return when prices up to its own bar are 10 % higher; it must be 0: its entry comes later"));
            var changed = label(market.WithFuture(cut, FutureChange.Scaled, random));
            if (!changed.Has(cut))
                continue;
            compared++;
            // One barrier can be touched in two futures, but not in all.
            same += changed.Returns[cut].Equals(whole.Returns[cut]) ? 1 : 0;
            last = cut;
        }
        return Result(LeakCheckKind.LabelEntry, compared < FewestCuts || same < compared ? null : new LeakFinding(
            LeakCheckKind.LabelEntry, "label", last, same,
            "labels that stay when all bars after their own are replaced, of as many; a label is about those bars"));
    }

    private static bool Differs(LabelSet a, LabelSet b, int t) =>
        a.Classes[t] != b.Classes[t] || !a.Returns[t].Equals(b.Returns[t]) || a.Ends[t] != b.Ends[t];

    private static LeakCheckResult Result(LeakCheckKind check, LeakFinding? finding) => new(check, 1, finding is null ? [] : [finding]);
}
