namespace Huracan.Engine.Search.Studies;

/// <summary>State of a trial, in Optuna's terms.</summary>
public enum TrialState
{
    /// <summary>Running.</summary>
    Running,

    /// <summary>Finished with a value.</summary>
    Complete,

    /// <summary>Stopped early by the pruner.</summary>
    Pruned,

    /// <summary>Failed without a value.</summary>
    Fail,

    /// <summary>Enqueued with given parameters.</summary>
    Waiting,
}
