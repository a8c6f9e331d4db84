namespace Huracan.Engine.Pipeline.Settings;

/// <summary>The parts of time that a search judges settings by.</summary>
public enum SearchedParts
{
    /// <summary>Train and validation, as the final model learns from.</summary>
    TrainAndValidation,

    /// <summary>Train alone, so that validation can tell what the settings are worth.</summary>
    Train,
}
