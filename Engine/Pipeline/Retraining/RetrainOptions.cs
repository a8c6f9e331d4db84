using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>When a unit that has a model is trained anew. All is counted from the newest candle that the model's run had.</summary>
public sealed record RetrainOptions
{
    /// <summary>Age from which a model is trained anew, days between the two newest candles, then and now. Default 7.</summary>
    [Range(0.0, 3650.0)]
    public double MaxAgeDays { get; init; } = 7;

    /// <summary>New bars, as a share of those trained on, from which a model is trained anew. Default 0.1.</summary>
    [Range(0.0, 1000.0)]
    public double MaxNewShare { get; init; } = 0.1;

    /// <summary>
    /// P-value below which the features have drifted: the share of days on which a unit is trained anew without need. It takes 1/level
    /// windows that fit into the bars before; below 0.0025 they are too many for any history. 0 switches drift off. Default 0.01.
    /// </summary>
    [Range(0.0, 0.5)]
    public double DriftLevel { get; init; } = 0.01;

    /// <summary>New bars below which no drift is looked for. Default 50, the fewest it can be seen in.</summary>
    [Range(FeatureDrift.MinBars, 1_000_000)]
    public int MinNewBars { get; init; } = FeatureDrift.MinBars;
}
