using Huracan.Bench.Evidence;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Champions;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Tests.Engine.Champions;

namespace Huracan.Bench.Regimes;

/// <summary>
/// A model that trades once a day and expects nothing of it after costs, and the regimes that the gate enables by its trades so far. The
/// regime of a day is that of the day before or, one day in ten, drawn anew.
/// </summary>
internal sealed class EdgelessChampion
{
    private const int BundleDays = 250;
    private const int YearDays = 365;
    private const double Changes = 0.1;

    private static readonly RegimeGate Gate = new();
    private static readonly (MarketRegime Regime, double UpTo)[] Shares =
        [(MarketRegime.Range, 0.75), (MarketRegime.Trend, 0.95), (MarketRegime.Panic, 0.98), (MarketRegime.Illiquid, 1)];

    private readonly Dictionary<MarketRegime, List<DayCluster>> trades =
        Shares.ToDictionary(one => one.Regime, _ => new List<DayCluster>());
    private readonly RegimeEvidence evidence;
    private readonly SeededRandom random;
    private readonly ulong seed;
    private MarketRegime regime;
    private int days;

    /// <summary>Draws the trades that its bundle keeps.</summary>
    public EdgelessChampion(ulong seed)
    {
        (this.seed, random) = (seed, new SeededRandom(seed));
        evidence = new RegimeEvidence(trades.ToDictionary(one => one.Key, one => (IReadOnlyList<DayCluster>)one.Value));
        regime = Drawn();
        Trade("bundle", BundleDays);
    }

    /// <summary>Regimes that it may trade in by all its trades.</summary>
    public IReadOnlyList<MarketRegime> Enabled => Gate.Judge(evidence).Enabled();

    /// <summary>Lets the days of a shadow part pass without a contest.</summary>
    public EdgelessChampion AfterShadow()
    {
        Trade("shadow", FirstContest.ShadowDays);
        return this;
    }

    /// <summary>Contends with cash, flat where the bundle does not enable the regime; all its trades count for the gate later.</summary>
    /// <returns>Whether it is promoted.</returns>
    public bool Contend()
    {
        var enabled = Enabled;
        var contest = ShadowEvidence.Start(FirstContest.Plan);
        var options = new PromotionOptions();
        foreach (var day in Days("shadow", FirstContest.ShadowDays + FirstContest.WaitingDays))
        {
            Trade(day);
            contest = contest.Add(enabled.Contains(regime) ? day : Flat(day));
            if (contest.Days < FirstContest.ShadowDays)
                continue;
            var verdict = ShadowTest.Judge(contest, options).Verdict;
            if (verdict != PromotionVerdict.Wait)
                return verdict == PromotionVerdict.Promote;
        }
        return false;
    }

    /// <summary>Looks at once, and after each day of a year.</summary>
    public WatchedYear Watch()
    {
        var first = Enabled.Count > 0;
        var (last, count) = (first, 0);
        foreach (var day in Days("year", YearDays))
        {
            Trade(day);
            last = Enabled.Count > 0;
            count += last ? 1 : 0;
        }
        return new WatchedYear(first, first || count > 0, (double)count / YearDays, last);
    }

    private IEnumerable<ShadowDay> Days(string part, int count) =>
        new ShadowMarket(FirstContest.Plan, count) { ChampionSharpe = 0 }.WithVolatility(FirstContest.Volatility)
            .Draw(SeededRandom.Derive(seed, part)).Days(FirstContest.Plan, 0);

    private void Trade(string part, int count)
    {
        foreach (var day in Days(part, count))
            Trade(day);
    }

    private void Trade(ShadowDay day)
    {
        if (random.NextDouble() < Changes)
            regime = Drawn();
        var bps = 1e4 * day.Challenger.NetReturns.Sum();
        trades[regime].Add(new DayCluster(days++, 1, bps > 0 ? 1 : 0, bps, bps * bps));
    }

    private MarketRegime Drawn()
    {
        var at = random.NextDouble();
        return Shares.First(one => at < one.UpTo).Regime;
    }

    private static ShadowDay Flat(ShadowDay day) =>
        day with { Challenger = day.Challenger with { NetReturns = new double[day.Challenger.NetReturns.Count], Trades = 0 } };
}
