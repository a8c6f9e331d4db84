using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cluster.Models;

/// <summary>
/// Bitcoin's candles among a unit's files: published with every unit that has a model with features of Bitcoin, so that it can be asked for
/// forecasts on its own.
/// </summary>
public static class BitcoinCandles
{
    /// <summary>Their path among the files of a unit of that timeframe.</summary>
    public static string PathFor(Timeframe timeframe) => RunOutputs.Candles(new UnitId(RunPlan.Bitcoin, timeframe));

    /// <summary>Whether a model was trained on features of Bitcoin.</summary>
    public static bool AreReadBy(ModelMeta meta, FeatureSets features) =>
        features.Recipe(meta.FeatureSet) is { NeedsBtc: true } recipe && recipe.Hash == meta.FeatureHash;
}
