namespace Huracan.Contracts.Grains;

/// <summary>A search in short.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Candidate">The candidate's folder in the run, <c>COIN/timeframe/family/h{bars}</c>.</param>
/// <param name="Complete">Trials that are complete.</param>
/// <param name="Pruned">Trials that were pruned.</param>
/// <param name="Failed">Trials that failed.</param>
/// <param name="Best">Each trial that was the best so far when it ended, in their order.</param>
public sealed record SearchHistory(
    string RunId, string Candidate, int Complete, int Pruned, int Failed, IReadOnlyList<BestTrial> Best);

/// <summary>A trial that was the best so far.</summary>
/// <param name="Number">Number of the trial, from 0.</param>
/// <param name="Value">Its value: mean skill over the folds.</param>
public sealed record BestTrial(int Number, double Value);
