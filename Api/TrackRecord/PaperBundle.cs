using Huracan.Contracts.Bundles;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Api.TrackRecord;

/// <summary>What is needed of a champion's bundle beside its forecasts.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Meta">What its model is.</param>
/// <param name="Options">The options of the run that made it.</param>
/// <param name="GuardDays">Days of candles that its guard against wild markets looks back.</param>
internal sealed record PaperBundle(BundleManifest Manifest, ModelMeta Meta, RunOptions Options, double GuardDays);
