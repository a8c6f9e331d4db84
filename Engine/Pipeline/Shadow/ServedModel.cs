using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Engine.Pipeline.Shadow;

/// <summary>A model as it is served.</summary>
/// <param name="Model">The model.</param>
/// <param name="Features">The feature sets it was trained with.</param>
/// <param name="RegimeVerdicts">In which regimes it may trade; null lets it trade in all.</param>
public sealed record ServedModel(TrainedModel Model, FeatureSets Features, IReadOnlyList<RegimeVerdict>? RegimeVerdicts = null);
