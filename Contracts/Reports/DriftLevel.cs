namespace Huracan.Contracts.Reports;

/// <summary>What a measure of drift says of a model.</summary>
public enum DriftLevel
{
    /// <summary>Nothing is unusual.</summary>
    Ok,

    /// <summary>The model is not trusted with money: an ACTIVE or CAUTION one is treated as WARMUP, on paper only.</summary>
    Warn,

    /// <summary>The model is not to be traded.</summary>
    Alarm,
}
