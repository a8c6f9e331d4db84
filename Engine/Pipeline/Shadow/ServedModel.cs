using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Engine.Pipeline.Shadow;

/// <summary>A model with the feature sets it was trained with.</summary>
/// <param name="Model">The model.</param>
/// <param name="Features">The feature sets.</param>
public sealed record ServedModel(TrainedModel Model, FeatureSets Features);
