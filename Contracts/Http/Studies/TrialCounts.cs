namespace Huracan.Contracts.Http.Studies;

/// <summary>A study's trials by state.</summary>
/// <param name="Complete">Told their value.</param>
/// <param name="Pruned">Stopped early by the pruner.</param>
/// <param name="Failed">Gave no value.</param>
/// <param name="Running">Being worked on.</param>
/// <param name="Waiting">In the queue.</param>
public sealed record TrialCounts(int Complete, int Pruned, int Failed, int Running, int Waiting)
{
    /// <summary>All of them.</summary>
    public int Total => Complete + Pruned + Failed + Running + Waiting;
}
