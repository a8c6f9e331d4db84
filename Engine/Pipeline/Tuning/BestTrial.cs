namespace Huracan.Engine.Pipeline.Tuning;

/// <summary><c>optuna_best.json</c>: the best trial of a study.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Value">Mean skill over the folds.</param>
/// <param name="Settings">All settings of the family.</param>
/// <param name="Tried">Trials tried, pruned and failed ones among them.</param>
/// <param name="Complete">Complete trials.</param>
/// <param name="Pruned">Pruned trials.</param>
/// <param name="Failed">Failed trials.</param>
/// <param name="Reproducible">False where a time budget ended the study, or it was made longer.</param>
public sealed record BestTrial(
    int Number, double Value, IReadOnlyDictionary<string, double> Settings, int Tried, int Complete, int Pruned, int Failed,
    bool Reproducible);
