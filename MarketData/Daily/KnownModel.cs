using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.MarketData.Daily;

/// <summary>The model that a unit has.</summary>
/// <param name="Meta">What it was trained on.</param>
/// <param name="DataTo">Open time of the newest candle that its run had of the unit, UTC.</param>
/// <param name="Features">The feature sets of its run.</param>
public sealed record KnownModel(ModelMeta Meta, DateTimeOffset DataTo, FeatureSets Features);
