namespace Huracan.Contracts;

/// <summary>State an operator asks for; the owner reads it with every report and follows within one training batch.</summary>
public enum DesiredState
{
    /// <summary>Run.</summary>
    Run,

    /// <summary>Stop, keep everything, and wait until resumed.</summary>
    Pause,

    /// <summary>Stop for good.</summary>
    Cancel,
}
