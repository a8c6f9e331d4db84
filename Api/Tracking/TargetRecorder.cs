using System.Data.Common;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Bundles;
using Huracan.Storage.Tracking;

namespace Huracan.Api.Tracking;

/// <summary>Records at one target what it does not have, one after the other, each from a temporary folder.</summary>
internal sealed partial class TargetRecorder(
    ITracker tracker, RunCopy runs, BundleCopy bundles, CopyFolders folders, BundleTrust trust, TimeSpan pause, TimeSpan longestPause,
    TimeProvider time, ILogger log)
{
    private readonly Pauses<string> waitingRuns = new(pause, longestPause, time);
    private readonly Pauses<ChampionKey> waitingModels = new(pause, longestPause, time);
    private readonly Pauses<ITracker> away = new(pause, longestPause, time);
    private string lastReason = "";

    /// <summary>Where it records, in words.</summary>
    public string Target => tracker.Target;

    /// <summary>Records all that is due.</summary>
    /// <param name="target">What the target has.</param>
    /// <param name="cancellationToken">Stops it; what was not recorded is due again.</param>
    /// <returns>How long to wait before the next time.</returns>
    public async Task<TimeSpan> RecordDueAsync(TrackedTarget target, CancellationToken cancellationToken)
    {
        while (away.Left(tracker) == TimeSpan.Zero)
        {
            // The aliases first: who loads a model by them waits for no run.
            if (await target.NextModelAsync(waitingModels.Waiting, cancellationToken) is { } model)
            {
                var outcome = await RecordAsync(
                    $"the champion of {model.Key}", TrackingItem.OfChampions, "champions",
                    folder => bundles.MakeAsync(folder, model, cancellationToken), target, cancellationToken);
                if (Judge(outcome, waitingModels, model.Key))
                    await target.SettleAsync(model, RefusalOf(outcome), cancellationToken);
            }
            else if (await target.NextRunAsync(waitingRuns.Waiting, cancellationToken) is { } run)
            {
                var outcome = await RecordAsync(
                    run.RunId, TrackingItem.OfRun, run.RunId, folder => runs.MakeAsync(folder, run.RunId, cancellationToken), target,
                    cancellationToken);
                if (Judge(outcome, waitingRuns, run.RunId))
                    await target.SettleAsync(run, RefusalOf(outcome), cancellationToken);
            }
            else
                return pause;
        }
        return away.Left(tracker);
    }

    private async Task<TrackingOutcome> RecordAsync(
        string name, Func<string, TrackingItem> itemOf, string folderName, Func<string, Task> make, TrackedTarget target,
        CancellationToken cancellationToken)
    {
        var outcome = new TrackingOutcome(name, tracker.Target, TrackingState.Waiting, "");
        var temporary = "";
        try
        {
            temporary = folders.Make();
            var folder = Path.Combine(temporary, folderName);
            await make(folder);
            await target.RequireAsync(cancellationToken); // to copy takes a while
            var outcomes = await new TrackingQueue(temporary).RecordAsync([itemOf(folder)], [tracker], trust, cancellationToken);
            return outcomes![0] with { Name = name }; // nobody else sends from a new folder
        }
        catch (Exception exception) when (exception is TransientRefusalException or IOException or UnauthorizedAccessException)
        {
            return outcome with { Reason = exception.Message };
        }
        catch (InputRefusedException refusal)
        {
            return outcome with { State = TrackingState.Refused, Reason = refusal.Message };
        }
        catch (Exception exception) when (
            exception is not (OperationCanceledException or OutOfMemoryException or DbException { IsTransient: true })
                && !Database.IsUnavailable(exception))
        {
            // Nobody foresaw it, and it would come again: it must not keep what waits behind it.
            return outcome with
            {
                State = TrackingState.Refused,
                Reason = $"it cannot be told ({exception.GetType().Name}): {exception.Message}",
            };
        }
        finally
        {
            if (temporary.Length > 0)
                folders.Delete(temporary);
        }
    }

    // Whether nothing more is to be done about it.
    private bool Judge<T>(TrackingOutcome outcome, Pauses<T> waiting, T one)
        where T : notnull
    {
        switch (outcome.State)
        {
            case TrackingState.Waiting when outcome.IsAway:
            case TrackingState.Refused when outcome.IsOfTracker: // what waits is not to be blamed
                away.Failed(tracker);
                if (outcome.Reason != lastReason) // it is tried again and again
                    LogAway(tracker.Target, lastReason = outcome.Reason);
                return false;
            case TrackingState.Waiting:
                var next = waiting.Failed(one);
                if (next == pause || next == longestPause)
                    LogWaiting(outcome.Name, outcome.Reason, next.TotalSeconds);
                return false;
            case TrackingState.Refused:
                LogRefused(outcome.Name, tracker.Target, outcome.Reason);
                break;
            default:
                LogRecorded(outcome.Name, tracker.Target, outcome.Report.Runs, outcome.Report.Metrics, outcome.Report.Files);
                foreach (var note in outcome.Report.Notes)
                    LogNote(outcome.Name, tracker.Target, note);
                break;
        }
        away.Done(tracker);
        waiting.Done(one);
        lastReason = "";
        return true;
    }

    private static string? RefusalOf(TrackingOutcome outcome) =>
        outcome.State == TrackingState.Refused ? outcome.Reason : null;

    [LoggerMessage(1, LogLevel.Information, "{Name} is recorded in {Target}: {Runs} runs, {Values} values, {Files} files are new")]
    private partial void LogRecorded(string name, string target, int runs, int values, int files);

    [LoggerMessage(2, LogLevel.Warning, "{Name} in {Target}: {Note}")]
    private partial void LogNote(string name, string target, string note);

    [LoggerMessage(3, LogLevel.Warning, "{Target} takes nothing now, and what is to be recorded there waits: {Reason}")]
    private partial void LogAway(string target, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Name} cannot be read to be recorded, and waits for {Seconds} seconds: {Reason}")]
    private partial void LogWaiting(string name, string reason, double seconds);

    [LoggerMessage(5, LogLevel.Error, "{Name} is refused by {Target} and not sent again: {Reason}")]
    private partial void LogRefused(string name, string target, string reason);
}
