using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Pipeline.Shadow;

/// <summary>A model as it is served.</summary>
/// <param name="Model">The model.</param>
/// <param name="Features">The feature sets it was trained with.</param>
/// <param name="Regimes">How regimes are told where it is served: as by the run that made it.</param>
/// <param name="RegimeVerdicts">In which regimes it may trade; null lets it trade in all.</param>
public sealed record ServedModel(
    TrainedModel Model, FeatureSets Features, RegimeOptions Regimes, IReadOnlyList<RegimeVerdict>? RegimeVerdicts = null);
