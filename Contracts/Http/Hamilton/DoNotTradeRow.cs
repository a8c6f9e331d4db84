namespace Huracan.Contracts.Http.Hamilton;

/// <summary>Why a coin is not to be traded.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe of the unit the rule looked at.</param>
/// <param name="Rule">Name of the rule: <c>score</c>, <c>no_model</c> or <c>paper_only</c>.</param>
/// <param name="Value">What was found; null where there is nothing to measure.</param>
/// <param name="Threshold">What the rule asks for; null where it asks for no number.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record DoNotTradeRow(
    string Coin, Timeframe Timeframe, string Rule, double? Value, double? Threshold, string Reason, DateTimeOffset Since)
{
    /// <summary>Rule of a unit whose score is too low.</summary>
    public const string LowScore = "score";

    /// <summary>Rule of a unit that may be traded on paper only.</summary>
    public const string PaperOnly = "paper_only";

    /// <summary>Rule of a unit that has no model.</summary>
    public const string NoModel = "no_model";
}
