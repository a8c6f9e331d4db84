namespace Huracan.Contracts.Champions;

/// <summary>Whether a challenger replaces a unit's champion, and all the numbers that say so.</summary>
public sealed record PromotionReport
{
    /// <summary>What becomes of the challenger.</summary>
    public required PromotionVerdict Verdict { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Bars compared, in whole days.</summary>
    public required int Bars { get; init; }

    /// <summary>Whole days compared.</summary>
    public required int Days { get; init; }

    /// <summary>Probability at most that any of the challengers tried together is ever promoted by luck.</summary>
    public required double Alpha { get; init; }

    /// <summary>K, challengers tried together against this champion.</summary>
    public required int Challengers { get; init; }

    /// <summary>n, challengers that contended with this champion before and were dropped.</summary>
    public int Earlier { get; init; }

    /// <summary>K · (n + 1)(n + 2)/2 / α, which the evidence must reach.</summary>
    public required double Threshold { get; init; }

    /// <summary>The deciding e-value: the mean of those of profit and forecasts. An open bet counts as lost.</summary>
    public required double Evidence { get; init; }

    /// <summary>The highest it has been on any day. Shown only: a threshold that was reached and lost again promotes nobody.</summary>
    public required double HighestEvidence { get; init; }

    /// <summary>Of the net returns.</summary>
    public required EvidenceLevels Profit { get; init; }

    /// <summary>Of the forecasts' losses.</summary>
    public required EvidenceLevels Forecasts { get; init; }

    /// <summary>Annual Sharpe ratio of the champion over these bars, after costs; NaN without variance, as of cash.</summary>
    public required double ChampionSharpe { get; init; }

    /// <summary>Annual Sharpe ratio of the challenger.</summary>
    public required double ChallengerSharpe { get; init; }

    /// <summary>Every guard, in a fixed order.</summary>
    public required IReadOnlyList<PromotionGuard> Guards { get; init; }

    /// <summary>The classic tests; null where only the running evidence was at hand.</summary>
    public FixedHorizonReport? FixedHorizon { get; init; }
}
