using System.Text.Json;

namespace Huracan.Contracts.Http.Studies;

/// <summary>A trial of a study.</summary>
/// <param name="Number">From 0, in the order asked for.</param>
/// <param name="Phase">What suggested its settings: 1 chance, 2 the Parzen estimator, 3 steps around the best; null where the run searches
/// nothing.</param>
/// <param name="State"><c>COMPLETE</c>, <c>PRUNED</c>, <c>FAIL</c>, <c>RUNNING</c> or <c>WAITING</c>.</param>
/// <param name="Value">Mean skill over the folds; of a pruned one what it last reported. Null where there is none.</param>
/// <param name="Parameters">Settings by name, as the model takes them.</param>
/// <param name="Reports">Intermediate values by step, ascending.</param>
/// <param name="FoldSkills">Skill of each fold it has come to.</param>
/// <param name="Sharpe">Sharpe ratio per bar of its out-of-fold forecasts after all costs; null unless it is complete.</param>
/// <param name="Reason">Why it was pruned or failed; empty otherwise.</param>
/// <param name="Started">When it was asked for, UTC; null while it waits.</param>
/// <param name="Completed">When it ended, UTC; null before.</param>
public sealed record TrialView(
    int Number,
    int? Phase,
    string State,
    double? Value,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    IReadOnlyList<TrialReport> Reports,
    IReadOnlyList<double> FoldSkills,
    double? Sharpe,
    string Reason,
    DateTimeOffset? Started,
    DateTimeOffset? Completed);
