namespace Huracan.Storage.Tracking;

/// <summary>What was new to a tracker.</summary>
/// <param name="Runs">Runs, parts of runs and model versions that it did not have.</param>
/// <param name="Metrics">Values of metrics that it did not have.</param>
/// <param name="Files">Files that it did not have.</param>
/// <param name="Notes">What was left out and why, in sentences.</param>
public sealed record TrackerReport(int Runs, int Metrics, int Files, IReadOnlyList<string> Notes)
{
    /// <summary>Nothing was new.</summary>
    public static TrackerReport None { get; } = new(0, 0, 0, []);

    /// <summary>Both together; the same note once.</summary>
    public TrackerReport Plus(TrackerReport other) => new(
        Runs + other.Runs, Metrics + other.Metrics, Files + other.Files, [.. Notes.Union(other.Notes, StringComparer.Ordinal)]);
}
