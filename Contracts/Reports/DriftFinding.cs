namespace Huracan.Contracts.Reports;

/// <summary>One measure of drift.</summary>
/// <param name="Rule">One of the constants here.</param>
/// <param name="Level">What follows.</param>
/// <param name="Value">What was measured; see the rule.</param>
/// <param name="Threshold">The value from which the level holds; of <see cref="DriftLevel.Ok"/> that of the next.</param>
/// <param name="Reason">The same in words, with the feature that differs most where there is one.</param>
public sealed record DriftFinding(string Rule, DriftLevel Level, double Value, double Threshold, string Reason)
{
    /// <summary>The newest bars' features are distributed otherwise than in training. Value, each of the tenth of the features that differ
    /// most: the population stability index beside what is usual, or how far the means are shifted in standard deviations of such
    /// means.</summary>
    public const string Drift = "drift";

    /// <summary>Features lie far from the training data. Value: the Mahalanobis distance, 1 for a usual row: of one row, or the mean of the
    /// newest ones.</summary>
    public const string OutOfDistribution = "out_of_distribution";

    /// <summary>Recent forecasts have lost their direction. Value: the evidence, in bars of which chance shows as much once at
    /// most.</summary>
    public const string ScoreDecay = "score_decay";
}
