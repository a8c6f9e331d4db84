using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Storage.Bundles;

/// <summary>The files that a bundle has beside the model's own.</summary>
public static class BundleNames
{
    /// <summary>What the bundle is, with the hash of every other file.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The manifest's hash and signature.</summary>
    public const string Signature = "signature.json";

    /// <summary>A thresholds file of the unit alone.</summary>
    public const string Thresholds = "thresholds.json";

    /// <summary>Folder of the reports.</summary>
    public const string Reports = "reports";

    /// <summary>The unit's report.</summary>
    public const string UnitReport = $"{Reports}/unit.json";

    /// <summary>What was found in the coin's data; bundles made before it was kept have none.</summary>
    public const string Integrity = $"{Reports}/integrity.json";

    /// <summary>What the intervals of forecasts go on from; bundles made before there was one have none.</summary>
    public const string Intervals = StageOutputs.Intervals;

    /// <summary>The trades that the verdicts of its regimes rest on; bundles made before they were kept have none.</summary>
    public const string Regimes = StageOutputs.Regimes;

    /// <summary>The options of the run that made the model.</summary>
    public const string Config = RunOutputs.Config;

    /// <summary>The feature sets, from which its features are computed.</summary>
    public const string Features = RunOutputs.Features;

    /// <summary>Which version of each champion is to be used; beside the coins' folders.</summary>
    public const string Latest = "latest.json";

    /// <summary>The challengers that each champion of a folder has met.</summary>
    public const string Contenders = "contenders.json";
}
