using Huracan.Contracts.Champions;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary><c>reports/factory/{run}.json</c>: what the factory did with every coin.</summary>
/// <param name="RunId">The run that trained.</param>
/// <param name="Source">Where the candles came from.</param>
/// <param name="Coins">Coins of the universe.</param>
/// <param name="Excluded">Coins that were left out, and why.</param>
/// <param name="Units">What became of each unit.</param>
/// <param name="Counts">How many units ended how: by what <see cref="FactoryUnit.Outcome"/> says.</param>
public sealed record FactoryReport(
    string RunId, string Source, IReadOnlyList<JudgedCoin> Coins, IReadOnlyList<JudgedCoin> Excluded, IReadOnlyList<FactoryUnit> Units,
    IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>The report of these units, counted.</summary>
    /// <param name="runId">The run that trained.</param>
    /// <param name="source">Where the candles came from.</param>
    /// <param name="coins">Coins of the universe.</param>
    /// <param name="excluded">Coins that were left out.</param>
    /// <param name="units">What became of each unit.</param>
    /// <param name="results">What the run found out about each, judged among all.</param>
    public static FactoryReport Of(
        string runId, string source, IReadOnlyList<JudgedCoin> coins, IReadOnlyList<JudgedCoin> excluded,
        IReadOnlyList<FactoryUnit> units, IEnumerable<UnitResult> results)
    {
        var byUnit = results.ToDictionary(result => result.Unit);
        return new FactoryReport(
            runId, source, coins, excluded, [.. units.Select(unit => unit.With(byUnit[new(unit.Coin, unit.Timeframe)]))],
            new SortedDictionary<string, int>(
                units.GroupBy(unit => unit.Outcome).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal));
    }

    /// <summary>How far the newest candles are from what each champion was trained on.</summary>
    public IReadOnlyList<ChampionDrift> Drift { get; init; } = [];
}

/// <summary>A unit in the factory's report.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Action">What the run decided; null where it was skipped or failed.</param>
/// <param name="Outcome">One of <see cref="FactoryOutcome"/>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Horizon">Horizon of the challenger, bars; null without one.</param>
/// <param name="Champion">Version of the champion now; null where there is none.</param>
/// <param name="Promotion">The comparison; null without a challenger.</param>
public sealed record FactoryUnit(
    string Coin, Timeframe Timeframe, GateAction? Action, string Outcome, string Reason, int? Horizon, string? Champion,
    PromotionReport? Promotion)
{
    /// <summary>Whose candles the unit rests on; null where that is not known.</summary>
    public string? Vendor { get; init; }

    /// <summary>How they differ from those of <c>compare_source</c>; null without a comparison.</summary>
    public SeriesComparison? Comparison { get; init; }

    /// <summary>The first check of the gate that the run's model of the unit fails; null where it is ACTIVE or there is none.</summary>
    public GateCheck? FailedCheck { get; init; }

    /// <summary>What that model misses for ACTIVE beside the run's other units, in words; null where nothing is.</summary>
    public string? Shortfall { get; init; }

    /// <summary>The same with what the run's gate found, where the line is of the run's model and not of a challenger that
    /// waited.</summary>
    internal FactoryUnit With(UnitResult result) => Outcome == FactoryOutcome.NotActive
        ? this with { FailedCheck = result.FailedCheck, Shortfall = result.Verdict?.Shortfall }
        : this;
}
