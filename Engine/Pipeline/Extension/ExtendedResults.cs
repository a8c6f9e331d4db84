namespace Huracan.Engine.Pipeline.Extension;

/// <summary><c>extended_training_results.json</c>: the extended cross-validation of a search's best settings.</summary>
/// <param name="Samples">Labelled bars the folds are cut from.</param>
/// <param name="Embargo">Bars left out behind a tested block.</param>
/// <param name="Configurations">What was judged, the search's best first, the family's own settings last.</param>
public sealed record ExtendedResults(int Samples, int Embargo, IReadOnlyList<ExtendedConfiguration> Configurations);
