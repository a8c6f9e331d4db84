using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Storage.Bundles;
using Huracan.Storage.Files;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.Tracking;

/// <summary>
/// What is to be recorded, as small files in <c>tracking/queue</c> of an output folder: they outlive a process, a machine that was
/// restarted and a server that is away. What is refused for good goes to <c>tracking/refused</c>, with the reason.
/// </summary>
/// <param name="output">The output folder, which holds <c>artifacts/</c>.</param>
public sealed class TrackingQueue(string output)
{
    private const string LockFile = ".lock", Extension = ".json";

    private readonly string output = Path.GetFullPath(output);

    /// <summary>Folder of what waits.</summary>
    public string Folder => Path.Combine(output, "tracking", "queue");

    /// <summary>Folder of what was refused.</summary>
    public string RefusedFolder => Path.Combine(output, "tracking", "refused");

    /// <summary>Names of what waits, in the order in which it is sent.</summary>
    public IReadOnlyList<string> Waiting => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, $"*{Extension}").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Has something recorded by the next <see cref="SendAsync"/>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(TrackingItem item) => AtomicFile.Write(
        PathOf(item.ToName()), HuracanJson.Serialize(item with { Path = Path.GetRelativePath(output, Path.GetFullPath(item.Path)) }));

    /// <summary>Has all that waits recorded. After a tracker was away once nothing more is tried with it.</summary>
    /// <param name="trackers">Where to; one or more.</param>
    /// <param name="trust">Whose bundles are accepted.</param>
    /// <param name="budget">How long it may take; null for as long as it takes.</param>
    /// <param name="cancellationToken">Stops it; what was not recorded waits on.</param>
    /// <returns>What came of each at each tracker; null where another process is at it, which sends what was added meanwhile too.</returns>
    public async Task<IReadOnlyList<TrackingOutcome>?> SendAsync(
        IReadOnlyList<ITracker> trackers, BundleTrust trust, TimeSpan? budget, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(trackers.Count);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (budget is { } limit)
            late.CancelAfter(limit);
        var (recorder, outcomes) = (new TrackingRecorder(output, trust), new List<TrackingOutcome>());
        var away = new Dictionary<ITracker, string>();
        var tried = new HashSet<(string Name, DateTime Written)>();
        for (var pass = 0; pass == 0 || NextOf(tried) is not null; pass++) // whoever added while this one had the lock left it to this one
        {
            using var held = TryLock();
            if (held is null)
                return pass == 0 ? null : outcomes;
            while (NextOf(tried) is var (name, written))
            {
                tried.Add((name, written));
                var ofItem = new List<TrackingOutcome>();
                foreach (var tracker in trackers)
                {
                    if (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                        away.TryAdd(tracker, $"there was no more time: {budget!.Value.TotalSeconds:0.#} seconds are spent");
                    ofItem.Add(away.TryGetValue(tracker, out var reason)
                        ? new TrackingOutcome(name, tracker.Target, TrackingState.Waiting, reason)
                        : await RecordAsync(name, tracker, recorder, late.Token, cancellationToken));
                    if (ofItem[^1].IsAway)
                        away.TryAdd(tracker, ofItem[^1].Reason);
                }
                outcomes.AddRange(ofItem);
                Settle(name, written, ofItem);
            }
        }
        return outcomes;
    }

    /// <summary>Records something now, past what waits: nothing is added to that and nothing taken from it.</summary>
    /// <param name="items">What to record.</param>
    /// <param name="trackers">Where to.</param>
    /// <param name="trust">Whose bundles are accepted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What came of each at each tracker; null where another process is sending, maybe the same.</returns>
    public async Task<IReadOnlyList<TrackingOutcome>?> RecordAsync(
        IReadOnlyList<TrackingItem> items, IReadOnlyList<ITracker> trackers, BundleTrust trust, CancellationToken cancellationToken)
    {
        using var held = TryLock();
        if (held is null)
            return null;
        var (recorder, outcomes) = (new TrackingRecorder(output, trust), new List<TrackingOutcome>());
        foreach (var item in items)
        {
            foreach (var tracker in trackers)
                outcomes.Add(await recorder.RecordAsync(item.ToName(), item, tracker, cancellationToken, cancellationToken));
        }
        return outcomes;
    }

    // What was added again since it was tried is tried again.
    private (string Name, DateTime Written)? NextOf(HashSet<(string, DateTime)> tried)
    {
        foreach (var name in Waiting)
        {
            if ((name, File.GetLastWriteTimeUtc(PathOf(name))) is var next && !tried.Contains(next))
                return next;
        }
        return null;
    }

    private async Task<TrackingOutcome> RecordAsync(
        string name, ITracker tracker, TrackingRecorder recorder, CancellationToken late, CancellationToken cancellationToken)
    {
        TrackingItem item;
        try
        {
            item = JsonFile.Read<TrackingItem>(PathOf(name));
        }
        catch (InputRefusedException refusal) // the item itself; one that cannot be read now may be whole
        {
            var isUnread = refusal.InnerException is IOException or UnauthorizedAccessException;
            return new TrackingOutcome(
                name, tracker.Target, isUnread ? TrackingState.Waiting : TrackingState.Refused, refusal.Message);
        }
        return await recorder.RecordAsync(name, item, tracker, late, cancellationToken);
    }

    // Recorded everywhere, or refused: it waits no more. What was added again meanwhile does.
    private void Settle(string name, DateTime written, IReadOnlyList<TrackingOutcome> outcomes)
    {
        var path = PathOf(name);
        if (outcomes.Any(outcome => outcome.State == TrackingState.Waiting))
            return;
        var aside = Path.Combine(RefusedFolder, $"{name}{Extension}");
        string[] reasons =
            [.. outcomes.Where(outcome => outcome.State == TrackingState.Refused).Select(outcome => outcome.Reason).Distinct()];
        if (reasons.Length == 0 && File.Exists(aside))
            File.Delete(aside); // of an earlier time
        if (reasons.Length > 0)
        {
            var item = TryRead(path) ?? new TrackingItem(TrackingKind.Run, "");
            AtomicFile.Write(aside, HuracanJson.Serialize(item with { Reason = string.Join(' ', reasons) }));
        }
        if (File.GetLastWriteTimeUtc(path) == written)
            File.Delete(path);
    }

    private static TrackingItem? TryRead(string path)
    {
        try
        {
            return JsonFile.Read<TrackingItem>(path);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private string PathOf(string name) => Path.Combine(Folder, $"{name}{Extension}");

    private FileStream? TryLock()
    {
        Directory.CreateDirectory(Folder);
        try
        {
            return new FileStream(
                Path.Combine(Folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
