using System.Text.Json.Serialization;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>What a run found out about one unit.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Status">How its work ended.</param>
/// <param name="Reason">Why it was skipped or failed, or why its action is what it is.</param>
/// <param name="Remedy">What a person can do about it; empty when nothing is wrong.</param>
public sealed record UnitResult(string Coin, Timeframe Timeframe, UnitStatus Status, string Reason, string Remedy)
{
    /// <summary>Whose candles it rests on, such as <c>binance futures</c>; null where that is not known.</summary>
    public string? Vendor { get; init; }

    /// <summary>How they differ from those of the run's <c>compare_source</c>; null without a comparison.</summary>
    public SeriesComparison? Comparison { get; init; }

    /// <summary>Whether nothing was to be trained, since only challengers that wait are looked at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOnlyCompared { get; init; }

    /// <summary>Whether the run's stages ended before there was anything to score, so that it has neither score nor action.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnscored { get; init; }

    /// <summary>Whether models of the unit are compared with its champions in a factory's run: a new one, or those that wait.</summary>
    [JsonIgnore]
    public bool Contends => Status == UnitStatus.Done || IsOnlyCompared;

    /// <summary>Family chosen on validation; null unless done.</summary>
    public string? Family { get; init; }

    /// <summary>Horizon of the chosen candidate in bars.</summary>
    public int? Horizon { get; init; }

    /// <summary>Score of the chosen candidate, 0 to 100.</summary>
    public double? Score { get; init; }

    /// <summary>What keeps the score low: a ceiling, or the part that misses the most points. Null unless done.</summary>
    public string? ScoreLimit { get; init; }

    /// <summary>Tier the score falls into.</summary>
    public QualityTier? Tier { get; init; }

    /// <summary>What the trading side may do.</summary>
    public GateAction? Action { get; init; }

    /// <summary>Trades in the test part.</summary>
    public int? Trades { get; init; }

    /// <summary>Annualised Sharpe ratio of the test part after all costs.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero (F1).</summary>
    public double? ProbabilisticSharpe { get; init; }

    /// <summary>Mean net result per trade, basis points of its notional.</summary>
    public double? NetEdgeBps { get; init; }

    /// <summary>Standard error of <see cref="NetEdgeBps"/>, days as clusters (F16).</summary>
    public double? NetEdgeError { get; init; }

    /// <summary>Most that one trade may be, quote currency (F12).</summary>
    public double? CapacityQuote { get; init; }

    /// <summary>Regime at the close of the last bar of the data.</summary>
    public MarketRegime? Regime { get; init; }

    /// <summary>Regimes that the chosen candidate may trade in once it is served, unknown only together with all others; null in results of
    /// earlier versions.</summary>
    public IReadOnlyList<MarketRegime>? EnabledRegimes { get; init; }

    /// <summary>Balanced accuracy of the forecasts in the test part; chance is 1/3.</summary>
    public double? BalancedAccuracy { get; init; }

    /// <summary>Share of the funding payments in the test part whose rate is not known.</summary>
    public double? FundingMissingShare { get; init; }

    /// <summary>Settings tried for the unit, trials of searches among them; selection among them must be paid for.</summary>
    public int TrialsTried { get; init; }

    /// <summary>The unit's name.</summary>
    public UnitId Unit => new(Coin, Timeframe);

    /// <summary>
    /// Probability that the Sharpe ratio is above what the best of all that was tried reaches by luck; null until the run is concluded.
    /// </summary>
    public double? DeflatedSharpe { get; init; }

    /// <summary>What the chosen model showed on the test part; null unless done.</summary>
    public TestEvidence? Evidence { get; init; }

    /// <summary>What that is worth beside the run's other units; null until the run is concluded.</summary>
    public EvidenceVerdict? Verdict { get; init; }

    /// <summary>The first check of the gate that it fails; null where it is ACTIVE, not scored, or not judged among all yet.</summary>
    public GateCheck? FailedCheck { get; init; }
}
