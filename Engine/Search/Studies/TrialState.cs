namespace Huracan.Engine.Search.Studies;

/// <summary>How far a trial is, in Optuna's words.</summary>
public enum TrialState
{
    /// <summary>Asked for and not told yet.</summary>
    Running,

    /// <summary>Told its value.</summary>
    Complete,

    /// <summary>Stopped for being no better than others at the same step.</summary>
    Pruned,

    /// <summary>Gave no value.</summary>
    Fail,

    /// <summary>Put into the queue with parameters of its own.</summary>
    Waiting,
}
