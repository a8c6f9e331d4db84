namespace TorchSharp;

/// <summary>Counts of what became of one thread's tensors.</summary>
public sealed class ThreadDisposeScopeStatistics
{
    /// <summary>Made while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }
    /// <summary>Made inside a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }
    /// <summary>Disposed of while in a scope, by it or by hand.</summary>
    public long DisposedInScopeCount { get; internal set; }
    /// <summary>Disposed of while in no scope.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }
    /// <summary>Taken out of all scopes.</summary>
    public long DetachedFromScopeCount { get; internal set; }
    /// <summary>Put into a scope later than when made.</summary>
    public long AttachedToScopeCount { get; internal set; }
    /// <summary>Made and not disposed of; those that the collector freed are counted as alive.</summary>
    public long ThreadTotalLiveCount =>
        CreatedOutsideScopeCount + CreatedInScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Starts all counts at zero.</summary>
    public void Reset() =>
        CreatedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = DisposedOutsideScopeCount =
            DetachedFromScopeCount = AttachedToScopeCount = 0;
}
