namespace Huracan.Storage.Tracking;

/// <summary>What an experiment tracker is told of a run, of a candidate of it, or of a trial of a candidate.</summary>
/// <param name="RunId">The run, as its folder is named; of a bundle its version.</param>
/// <param name="Scope">
/// What of the run: empty for the run itself, <c>BTCUSDT/1h/linear/h4</c> for a candidate, with <c>/trial_0</c> behind it for a trial.
/// Run and scope together never change, so that what is told again replaces what was told before.
/// </param>
/// <param name="Name">What people see.</param>
public sealed record TrackedRun(string RunId, string Scope, string Name)
{
    /// <summary>Scope of what it is a part of; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>How it stands.</summary>
    public TrackedStatus Status { get; init; } = TrackedStatus.Finished;

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>What it was made with.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What it is found by.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>What was measured; the values of one key in the order of their steps.</summary>
    public IReadOnlyList<TrackedMetric> Metrics { get; init; } = [];

    /// <summary>What it left.</summary>
    public IReadOnlyList<TrackedFile> Files { get; init; } = [];
}
