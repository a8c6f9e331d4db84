using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>
/// <c>consensus.json</c>: what the voters of a unit were worth, and what trading their consensus over the test part brought beside the
/// best of them. It changes neither the unit's candidate nor its score.
/// </summary>
/// <param name="Horizon">Bars a trade of the consensus is held.</param>
/// <param name="HorizonReason">Why as long, in words.</param>
/// <param name="Threshold">Size of S traded from in an ordinary market, chosen on validation.</param>
/// <param name="Voters">The voters, in the order of the unit's candidates.</param>
/// <param name="Trading">Trading the consensus over the test part.</param>
/// <param name="BestVoter">The voter with the best log-loss skill on validation.</param>
/// <param name="BestTrading">Trading that one alone over the same bars, from its own entry threshold.</param>
/// <param name="Difference">Daily net returns of the consensus less those of the best voter.</param>
/// <param name="Verdict">Whether it beats that voter, in words.</param>
/// <param name="Regimes">The test part by regime.</param>
/// <param name="Levels">The test part by level.</param>
public sealed record ConsensusReport(
    int Horizon,
    string HorizonReason,
    EntryThresholdChoice Threshold,
    IReadOnlyList<VoterReport> Voters,
    TradingMetrics Trading,
    string BestVoter,
    TradingMetrics BestTrading,
    DailyDifference Difference,
    string Verdict,
    IReadOnlyList<RegimeTradingReport> Regimes,
    IReadOnlyList<LevelShare> Levels)
{
    /// <summary>Rows of the consensus in <c>decisions.parquet</c> by what was done; actions that never occurred are missing.</summary>
    public IReadOnlyDictionary<DecisionAction, int> Decisions { get; init; } = new Dictionary<DecisionAction, int>();

    /// <summary>The same rows by what the gate said; empty in reports made before it was told.</summary>
    public IReadOnlyDictionary<DecisionGate, int> Gates { get; init; } = new Dictionary<DecisionGate, int>();

    /// <summary>Rows of <see cref="BestVoter"/> alone by what was done; empty in reports made before it had rows.</summary>
    public IReadOnlyDictionary<DecisionAction, int> BestDecisions { get; init; } = new Dictionary<DecisionAction, int>();

    /// <summary>The same rows by what the gate said; empty in reports made before it had rows.</summary>
    public IReadOnlyDictionary<DecisionGate, int> BestGates { get; init; } = new Dictionary<DecisionGate, int>();
}
