namespace Huracan.Contracts.Trading;

/// <summary>The gate's words as tables, files and pages spell them.</summary>
public static class TradingText
{
    /// <summary><c>ACTIVE</c>, <c>WARMUP</c>, <c>CAUTION</c> or <c>NO_TRADE</c>.</summary>
    public static string Text(this GateAction action) => action == GateAction.NoTrade ? "NO_TRADE" : action.ToString().ToUpperInvariant();

    /// <summary><c>HIGH</c>, <c>MEDIUM</c>, <c>LOW</c> or <c>REJECTED</c>.</summary>
    public static string Text(this QualityTier tier) => tier.ToString().ToUpperInvariant();

    /// <summary><c>STRONG</c>, <c>MODERATE</c>, <c>WEAK</c> or <c>NONE</c>.</summary>
    public static string Text(this ConsensusLevel level) => level.ToString().ToUpperInvariant();

    /// <summary>Reads what <see cref="Text(GateAction)"/> writes.</summary>
    /// <exception cref="InputRefusedException">The text is no action.</exception>
    public static GateAction ParseAction(string text) => text switch
    {
        "ACTIVE" => GateAction.Active,
        "WARMUP" => GateAction.Warmup,
        "CAUTION" => GateAction.Caution,
        "NO_TRADE" => GateAction.NoTrade,
        _ => throw new InputRefusedException($"'{text}' is no action; there are ACTIVE, WARMUP, CAUTION, NO_TRADE."),
    };
}
