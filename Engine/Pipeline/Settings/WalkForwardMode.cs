namespace Huracan.Engine.Pipeline.Settings;

/// <summary>Which models forecast the folds of the test part.</summary>
public enum WalkForwardMode
{
    /// <summary>One over all folds.</summary>
    Frozen,

    /// <summary>One for each fold, fitted again on all that is known before it.</summary>
    Refit,
}
