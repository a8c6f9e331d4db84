using Huracan.Contracts;
using Huracan.Storage.Bundles;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.Tracking;

/// <summary>Records an item at a tracker, and tells a tracker that is away from an item that cannot be recorded.</summary>
/// <param name="output">What paths of items are relative to.</param>
/// <param name="trust">Whose bundles are accepted.</param>
internal sealed class TrackingRecorder(string output, BundleTrust trust)
{
    /// <summary>Records an item.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="item">The item.</param>
    /// <param name="tracker">Where to.</param>
    /// <param name="late">Ends the time there is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<TrackingOutcome> RecordAsync(
        string name, TrackingItem item, ITracker tracker, CancellationToken late, CancellationToken cancellationToken)
    {
        var outcome = new TrackingOutcome(name, tracker.Target, TrackingState.Recorded, "");
        try
        {
            return outcome with { Report = await ReportAsync(item, tracker, late) };
        }
        catch (TrackerAwayException exception)
        {
            return outcome with { State = TrackingState.Waiting, Reason = exception.Message, IsAway = true };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return outcome with
            {
                State = TrackingState.Waiting,
                Reason = $"{tracker.Target} was not done in the time there is",
                IsAway = true,
            };
        }
        catch (Exception exception) when (exception is TransientRefusalException or IOException or UnauthorizedAccessException)
        {
            return outcome with { State = TrackingState.Waiting, Reason = exception.Message }; // its own files, which may be whole later
        }
        catch (InputRefusedException refusal)
        {
            return outcome with
            {
                State = TrackingState.Refused,
                Reason = refusal.Message,
                IsOfTracker = refusal is TrackerRefusalException,
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nobody foresaw it, and it would come again: it must not keep what waits behind it.
            return outcome with
            {
                State = TrackingState.Refused,
                Reason = $"it cannot be told ({exception.GetType().Name}): {exception.Message}",
            };
        }
    }

    private async Task<TrackerReport> ReportAsync(TrackingItem item, ITracker tracker, CancellationToken late)
    {
        var folder = Path.GetFullPath(item.Path, output);
        if (item.Kind == TrackingKind.Run)
            return await tracker.RecordAsync(TrackedRuns.Read(folder), late);
        var refused = new List<string>();
        var models = TrackedChampions.Read(
            new ChampionStore(folder, trust), (key, reason) => refused.Add($"{key} was left out: {reason}"));
        return (await tracker.RecordAsync(models, late)).Plus(TrackerReport.None with { Notes = refused });
    }
}
