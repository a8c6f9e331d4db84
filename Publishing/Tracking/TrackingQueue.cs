using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Has a run recorded by the next <see cref="SendAsync"/>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AddRun(string runFolder) => Add(Path.GetFileName(Path.GetFullPath(runFolder)), TrackingKind.Run, runFolder);

    /// <summary>Has the champions of a folder recorded as they are at the next <see cref="SendAsync"/>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AddChampions(string folder)
    {
        var path = Path.GetFullPath(folder);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8]; // several may have the same name
        Add($"champions-{Path.GetFileName(path)}-{hash}", TrackingKind.Champions, path);
    }

    /// <summary>Has all that waits recorded. After a tracker was away once nothing more is tried with it.</summary>
    /// <param name="trackers">Where to.</param>
    /// <param name="trust">Whose bundles are accepted.</param>
    /// <param name="budget">How long it may take; null for as long as it takes.</param>
    /// <param name="cancellationToken">Stops it; what was not recorded waits on.</param>
    /// <returns>What came of each at each tracker; null where another process is at it, which sends what was added meanwhile too.</returns>
    public async Task<IReadOnlyList<TrackingOutcome>?> SendAsync(
        IReadOnlyList<ITracker> trackers, BundleTrust trust, TimeSpan? budget, CancellationToken cancellationToken)
    {
        using var held = TryLock();
        if (held is null)
            return null;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (budget is { } limit)
            late.CancelAfter(limit);
        var outcomes = new List<TrackingOutcome>();
        var away = new Dictionary<ITracker, string>();
        var tried = new HashSet<string>(StringComparer.Ordinal);
        while (Waiting.FirstOrDefault(tried.Add) is { } name)
        {
            var path = PathOf(name);
            var written = File.GetLastWriteTimeUtc(path);
            var ofItem = new List<TrackingOutcome>();
            try
            {
                var item = JsonFile.Read<TrackingItem>(path);
                foreach (var tracker in trackers)
                {
                    if (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                        away.TryAdd(tracker, $"there was no more time: {budget!.Value.TotalSeconds:0.#} seconds are spent");
                    ofItem.Add(away.TryGetValue(tracker, out var reason)
                        ? new TrackingOutcome(name, tracker.Target, TrackingState.Waiting, reason)
                        : await RecordAsync(name, item, tracker, trust, cancellationToken, late.Token));
                    if (ofItem[^1].State == TrackingState.Waiting)
                        away.TryAdd(tracker, ofItem[^1].Reason);
                }
            }
            catch (InputRefusedException refusal) // the item itself
            {
                ofItem.Add(new TrackingOutcome(name, Folder, TrackingState.Refused, refusal.Message));
            }
            outcomes.AddRange(ofItem);
            Settle(name, written, ofItem);
        }
        return outcomes;
    }

    private async Task<TrackingOutcome> RecordAsync(
        string name, TrackingItem item, ITracker tracker, BundleTrust trust, CancellationToken stop, CancellationToken late)
    {
        var outcome = new TrackingOutcome(name, tracker.Target, TrackingState.Recorded, "");
        try
        {
            var folder = Path.GetFullPath(item.Path, output);
            if (item.Kind == TrackingKind.Run)
                return outcome with { Report = await tracker.RecordAsync(TrackedRuns.Read(folder), late) };
            var refused = new List<string>();
            var models = TrackedChampions.Read(
                new ChampionStore(folder, trust), (key, reason) => refused.Add($"{key} was left out: {reason}"));
            var report = await tracker.RecordAsync(models, late);
            return outcome with { Report = report.Plus(TrackerReport.None with { Notes = refused }) };
        }
        catch (TrackerAwayException exception)
        {
            return outcome with { State = TrackingState.Waiting, Reason = exception.Message };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return outcome with { State = TrackingState.Waiting, Reason = $"{tracker.Target} was not done in the time there is" };
        }
        catch (TransientRefusalException refusal)
        {
            return outcome with { State = TrackingState.Waiting, Reason = refusal.Message };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return outcome with { State = TrackingState.Waiting, Reason = exception.Message };
        }
        catch (InputRefusedException refusal)
        {
            return outcome with { State = TrackingState.Refused, Reason = refusal.Message };
        }
    }

    // Recorded everywhere, or refused: it waits no more. What was added again meanwhile does.
    private void Settle(string name, DateTime written, IReadOnlyList<TrackingOutcome> outcomes)
    {
        var path = PathOf(name);
        if (outcomes.Any(outcome => outcome.State == TrackingState.Waiting))
            return;
        var aside = Path.Combine(RefusedFolder, $"{name}{Extension}");
        string[] reasons = [.. outcomes.Where(outcome => outcome.State == TrackingState.Refused).Select(outcome => outcome.Reason)];
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

    private void Add(string name, TrackingKind kind, string folder) => AtomicFile.Write(
        PathOf(name), HuracanJson.Serialize(new TrackingItem(kind, Path.GetRelativePath(output, Path.GetFullPath(folder)))));

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
