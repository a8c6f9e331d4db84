using System.Text.Json.Serialization;
using Huracan.Contracts;

namespace Huracan.Engine.Champions;

/// <summary>
/// All that a comparison has shown so far, in a state of constant size that can be stored as JSON and goes on a day at a time; adding the
/// days one by one, stored between or not, gives the same numbers as computing at once.
/// <para><b>Profit.</b> Each day's sum of net returns over its <see cref="TrailingScale"/>, challenger less champion: a difference of
/// Sharpe ratios, not of leverage. A side's scale is no less than a tenth of the other's; cash has none and returns 0. Null: on no day is
/// the difference expected to be above 0.</para>
/// <para><b>Forecasts.</b> The mean of loss(champion) − loss(challenger) over blocks of whole days, in each of which only forecasts count
/// that are made and become known within it. So a block's value is not begun when its bet is made, and known when the next is.
/// Interleaved sequences of single days, the usual remedy for outcomes that reach into later days, share the capital, so that each takes
/// as many times as long, and their average is no supermartingale (Henzi and Ziegel's correction, Biometrika 109(4), 2022). A block
/// loses its last forecasts only, one in four at most.</para>
/// <para><b>Together.</b> The mean of the two e-values is an e-value against "neither is better": one strong evidence suffices at
/// twice the level, and two half-strong ones add up, which two tests at α/2 would not allow. While a block is open its bet counts as lost
/// but for <see cref="BettingProcess.Least"/>: a look within a block knows part of its outcome, and this is what keeps it valid
/// (Arnold, Henzi and Ziegel, "Sequentially valid tests for forecast calibration", Annals of Applied Statistics 17(3), 2023).</para>
/// Source of the comparison by bets: Choe and Ramdas, "Comparing sequential forecasters", Operations Research 72(4), 2024. Formula F8.
/// </summary>
public sealed record ShadowEvidence
{
    private const double LeastShare = 0.1;

    /// <summary>What is compared.</summary>
    public required ShadowPlan Plan { get; init; }

    /// <summary>Whole days so far.</summary>
    public int Days { get; init; }

    /// <summary>Scale of the champion's daily net returns.</summary>
    public TrailingScale ChampionScale { get; init; }

    /// <summary>Scale of the challenger's daily net returns.</summary>
    public TrailingScale ChallengerScale { get; init; }

    /// <summary>Bets on the profit.</summary>
    public BettingProcess Profit { get; init; } = BettingProcess.Start;

    /// <summary>Bets on the forecasts.</summary>
    public BettingProcess Forecasts { get; init; } = BettingProcess.Start;

    /// <summary>Bets on the profit of each regime's bars.</summary>
    public IReadOnlyDictionary<string, BettingProcess> Regimes { get; init; } = new Dictionary<string, BettingProcess>();

    /// <summary>Σ of the loss differences of the open block.</summary>
    public double OpenLosses { get; init; }

    /// <summary>The champion's returns.</summary>
    public ReturnTally Champion { get; init; } = ReturnTally.Start;

    /// <summary>The challenger's returns.</summary>
    public ReturnTally Challenger { get; init; } = ReturnTally.Start;

    /// <summary>Highest <see cref="Value"/> of any day, 1 or more.</summary>
    public double Highest { get; init; } = 1;

    /// <summary>The deciding e-value, as of the last day.</summary>
    [JsonIgnore]
    public double Value =>
        (Profit.Levels.Better + (Days % Plan.BlockDays == 0 ? 1 : BettingProcess.Least) * Forecasts.Levels.Better) / 2;

    /// <summary>Before the first day.</summary>
    /// <exception cref="InputRefusedException">The plan has a value out of its range.</exception>
    public static ShadowEvidence Start(ShadowPlan plan) => new() { Plan = plan.Check() };

    /// <summary>All whole days of a challenger at once.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="bars">The series.</param>
    /// <param name="challenger">Index of the challenger.</param>
    public static ShadowEvidence Of(ShadowPlan plan, ShadowBars bars, int challenger) =>
        bars.Days(plan, challenger).Aggregate(Start(plan), (evidence, day) => evidence.Add(day));

    /// <summary>The evidence after one more day.</summary>
    /// <exception cref="InputRefusedException">The day does not have as many bars as the timeframe, or one of its values is out of its
    /// range.</exception>
    public ShadowEvidence Add(ShadowDay day)
    {
        Check(day);
        var (a, b) = Scales();
        var profit = Profit;
        IReadOnlyDictionary<string, BettingProcess> regimes = Regimes;
        if (a > 0 || b > 0)
        {
            profit = Profit.Add(Difference(day, a, b, null));
            regimes = WithRegimes(day, a, b);
        }
        var (open, forecasts) = WithLosses(day);
        var after = this with
        {
            Days = Days + 1,
            ChampionScale = ChampionScale.Add(Sum(day.Champion.NetReturns)),
            ChallengerScale = ChallengerScale.Add(Sum(day.Challenger.NetReturns)),
            Profit = profit,
            Regimes = regimes,
            Forecasts = forecasts,
            OpenLosses = open,
            Champion = Champion.Add(day.Champion.NetReturns, day.Champion.Trades),
            Challenger = Challenger.Add(day.Challenger.NetReturns, day.Challenger.Trades),
        };
        return after with { Highest = Math.Max(Highest, after.Value) };
    }

    private (double Champion, double Challenger) Scales()
    {
        var (a, b) = (ChampionScale.Value, ChallengerScale.Value);
        return (Math.Max(a, LeastShare * b), Math.Max(b, LeastShare * a));
    }

    private static double Difference(ShadowDay day, double a, double b, string? regime)
    {
        var sum = 0.0;
        for (var i = 0; i < day.Champion.NetReturns.Count; i++)
        {
            if (regime is null || day.Regimes[i] == regime)
                sum += day.Challenger.NetReturns[i] / b - day.Champion.NetReturns[i] / a;
        }
        return sum;
    }

    private IReadOnlyDictionary<string, BettingProcess> WithRegimes(ShadowDay day, double a, double b)
    {
        var today = day.Regimes.OfType<string>().Distinct().ToList();
        if (today.Count == 0)
            return Regimes;
        var regimes = new SortedDictionary<string, BettingProcess>(Regimes.ToDictionary(), StringComparer.Ordinal);
        foreach (var regime in today)
            regimes[regime] = regimes.GetValueOrDefault(regime, BettingProcess.Start).Add(Difference(day, a, b, regime));
        return regimes;
    }

    private (double Open, BettingProcess Forecasts) WithLosses(ShadowDay day)
    {
        var offset = Days % Plan.BlockDays * Plan.BarsPerDay;
        var open = OpenLosses;
        // What becomes known in the first bars of a block was forecast before it.
        for (var i = Math.Max(0, Plan.OutcomeBars - offset); i < Plan.BarsPerDay; i++)
        {
            var difference = day.Champion.KnownLosses[i] - day.Challenger.KnownLosses[i];
            open += double.IsNaN(difference) ? 0 : difference;
        }
        var forecasts = Plan.BlockDays * Plan.BarsPerDay - Plan.OutcomeBars;
        return (Days + 1) % Plan.BlockDays == 0 ? (0, Forecasts.Add(open / forecasts)) : (open, Forecasts);
    }

    private static double Sum(IReadOnlyList<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private void Check(ShadowDay day)
    {
        foreach (var (name, side) in new[] { ("champion", day.Champion), ("challenger", day.Challenger) })
        {
            if (side.NetReturns.Count != Plan.BarsPerDay || side.KnownLosses.Count != Plan.BarsPerDay)
                throw Refuse($"the {name} has {side.NetReturns.Count} net returns and {side.KnownLosses.Count} losses; a day of "
                    + $"{Plan.Timeframe} has {Plan.BarsPerDay} of each");
            if (side.NetReturns.Any(r => !double.IsFinite(r) || r < -1))
                throw Refuse($"a net return of the {name} is no number of -1 or more");
            if (side.KnownLosses.Any(loss => !double.IsNaN(loss) && !(double.IsFinite(loss) && loss >= 0)))
                throw Refuse($"a loss of the {name} is neither 0 or more nor NaN");
            if (side.Trades < 0)
                throw Refuse($"the {name} has {side.Trades} trades");
        }
        for (var i = 0; i < Plan.BarsPerDay; i++)
        {
            if (double.IsNaN(day.Champion.KnownLosses[i]) != double.IsNaN(day.Challenger.KnownLosses[i]))
                throw Refuse($"the loss that became known at bar {i} is known of one of champion and challenger only");
        }
        if (day.Regimes.Count != 0 && day.Regimes.Count != Plan.BarsPerDay)
            throw Refuse($"there are {day.Regimes.Count} regimes for {Plan.BarsPerDay} bars");
    }

    private InputRefusedException Refuse(string rule) => new($"Day {Days + 1} of a shadow comparison: {rule}.");
}
