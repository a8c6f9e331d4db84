using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>A trial in <c>trial_results.json</c>.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Phase">Which phase suggested it: 1 random, 2 TPE, 3 fine-tuning.</param>
/// <param name="State">How it ended.</param>
/// <param name="Value">Mean skill over the folds; of a pruned one what it last reported. Null where there is none.</param>
/// <param name="Settings">All settings of the family it ran with.</param>
/// <param name="FoldSkills">Skill of each fold it came to.</param>
/// <param name="Sharpe">Sharpe ratio per bar of its out-of-fold forecasts after all costs; null unless it is complete.</param>
/// <param name="Reason">Why it was pruned or failed; empty otherwise.</param>
public sealed record TrialResult(
    int Number,
    int Phase,
    TrialState State,
    double? Value,
    IReadOnlyDictionary<string, double> Settings,
    IReadOnlyList<double> FoldSkills,
    double? Sharpe,
    string Reason);
