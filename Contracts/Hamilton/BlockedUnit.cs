using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Hamilton;

/// <summary>Why something is not to be traded with real money.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe; null where the whole coin is meant.</param>
/// <param name="Horizon">How far the champion would look, as a time; null where every horizon is meant.</param>
/// <param name="Rule">Name of the rule: one of the constants here; the limit of the factory's universe that leaves the coin out, such as
/// <c>min_liquidity_gbp</c>; or the first check of the gate that the unit's model fails, such as <c>net_edge</c>: see
/// <see cref="GateCheck.Rule"/>.</param>
/// <param name="Value">What was found; null where there is nothing to measure.</param>
/// <param name="Threshold">What the rule asks for; null where it asks for no number.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Since">Since when, UTC; null where that is not known.</param>
/// <param name="Remedy">What would lift it.</param>
public sealed record BlockedUnit(
    string Coin, Timeframe? Timeframe, string? Horizon, string Rule, double? Value, double? Threshold, string Reason,
    DateTimeOffset? Since, string Remedy)
{
    /// <summary>A unit that the factory tried and that has no champion, and no check of the gate says why. Value and threshold are those of
    /// its challenger's evidence; null without one.</summary>
    public const string NoChampion = "no_champion";

    /// <summary>A champion whose bundle is refused.</summary>
    public const string Damaged = "damaged";

    /// <summary>A champion that is too old. Value and threshold are days since the newest bar it was made on.</summary>
    public const string Expired = "expired";

    /// <summary>A champion whose newest bars' features are distributed otherwise than in its training data.</summary>
    public const string Drift = DriftFinding.Drift;

    /// <summary>A champion whose newest features lie far from its training data. Value and threshold are distances.</summary>
    public const string OutOfDistribution = DriftFinding.OutOfDistribution;

    /// <summary>A champion whose recent forecasts have lost their direction. Value and threshold are bars of which chance shows as much
    /// once at most.</summary>
    public const string ScoreDecay = DriftFinding.ScoreDecay;

    /// <summary>A champion whose action is NO_TRADE. Value and threshold are scores.</summary>
    public const string LowScore = "score";

    /// <summary>A champion whose action is WARMUP. Value and threshold are scores.</summary>
    public const string PaperOnly = "paper_only";

    /// <summary>A champion that may not trade in the newest regime of its market that is known: see <see cref="FoundRegime"/> and
    /// <see cref="EnabledRegimes"/>.</summary>
    public const string Regime = "regime";

    /// <summary>The regime that was found; null for other rules.</summary>
    public MarketRegime? FoundRegime { get; init; }

    /// <summary>The regimes that the champion may trade in, none among them; null for other rules.</summary>
    public IReadOnlyList<MarketRegime>? EnabledRegimes { get; init; }
}
