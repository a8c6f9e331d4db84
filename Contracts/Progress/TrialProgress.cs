namespace Huracan.Contracts.Progress;

/// <summary>A trial of a search has ended.</summary>
/// <param name="Number">Number of the trial, from 0.</param>
/// <param name="State"><c>COMPLETE</c>, <c>PRUNED</c> or <c>FAIL</c>.</param>
/// <param name="Value">Mean skill over the folds; of a pruned trial what it last reported. Null where there is none.</param>
/// <param name="BestNumber">Number of the best trial so far; null while none is complete.</param>
/// <param name="BestValue">Value of the best trial so far; null while none is complete.</param>
public sealed record TrialProgress(int Number, string State, double? Value, int? BestNumber, double? BestValue);
