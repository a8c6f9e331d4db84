using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Bundles;
using Huracan.Storage.Tracking;
using Spectre.Console;

namespace Huracan.Cli.Tracking;

/// <summary>
/// Records runs and champions where <c>config/tracking.yaml</c> says, after the work is done: whatever goes wrong with it, the work's
/// results and its exit code are what they are.
/// </summary>
/// <param name="output">Folder that holds <c>artifacts/</c>.</param>
internal sealed class RunTracker(string output)
{
    private readonly TrackingQueue queue = new(output);

    /// <summary>The settings, with the environment's.</summary>
    /// <exception cref="InputRefusedException">They cannot be: better now than when the work is done.</exception>
    public static TrackingOptions Options() => MLflowTargets.Configured(Environment.GetEnvironmentVariable);

    /// <summary>Records a run that has ended.</summary>
    public Task AfterRunAsync(string runFolder, CancellationToken cancellationToken) =>
        AfterAsync(TrackingItem.OfRun(runFolder), cancellationToken);

    /// <summary>Records the champions of a folder, which may have changed.</summary>
    public Task AfterChampionsAsync(string folder, CancellationToken cancellationToken) =>
        AfterAsync(TrackingItem.OfChampions(folder), cancellationToken);

    /// <summary>Records all that waits.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="budget">How long it may take; null for as long as it takes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether nothing waits any more and nothing was refused.</returns>
    public Task<bool> SendAsync(TrackingOptions options, TimeSpan? budget, CancellationToken cancellationToken) => AtAsync(
        options, (trackers, trust) => queue.SendAsync(trackers, trust, budget, cancellationToken), isQueued: true);

    /// <summary>Records something at another target than what waits: that is left as it is.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="items">What to record.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it is recorded.</returns>
    public Task<bool> RecordAsync(TrackingOptions options, IReadOnlyList<TrackingItem> items, CancellationToken cancellationToken) =>
        AtAsync(
            options, (trackers, trust) => queue.RecordAsync(items, trackers, trust, cancellationToken), isQueued: false);

    private async Task<bool> AtAsync(
        TrackingOptions options, Func<IReadOnlyList<ITracker>, BundleTrust, Task<IReadOnlyList<TrackingOutcome>?>> send, bool isQueued)
    {
        using var client = MLflowServer.NewClient();
        var trackers = MLflowTargets.Open(options, client, Environment.GetEnvironmentVariable, TimeProvider.System);
        var outcomes = await send(trackers, BundleTrust.FromEnvironment(Environment.GetEnvironmentVariable));
        if (outcomes is null)
        {
            await Console.Error.WriteLineAsync($"Tracking: another process is sending what waits in {queue.Folder}.");
            return false;
        }
        foreach (var outcome in outcomes)
            Print(outcome, isQueued);
        return outcomes.All(outcome => outcome.State == TrackingState.Recorded);
    }

    private async Task AfterAsync(TrackingItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (Options() is not { IsOn: true } options)
                return;
            queue.Add(item);
            await SendAsync(options, TimeSpan.FromSeconds(options.BudgetSeconds), cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"Tracking: {exception.Message} {HowToGoOn}");
        }
    }

    private string HowToGoOn =>
        $"What waits is in {queue.Folder}; send it with '{Invocation.Name} track --pending"
            + $"{(Path.GetFullPath(output) == Environment.CurrentDirectory ? "" : $" --out {output}")}'.";

    private void Print(TrackingOutcome outcome, bool isQueued)
    {
        switch (outcome.State)
        {
            case TrackingState.Recorded:
                var report = outcome.Report;
                AnsiConsole.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Tracking:   {outcome.Name} is in {outcome.Target}: {report.Runs} runs, {report.Metrics} values, "
                        + $"{report.Files} files new."));
                foreach (var note in report.Notes)
                    AnsiConsole.WriteLine($"            {note}");
                break;
            case TrackingState.Waiting:
                Console.Error.WriteLine(
                    isQueued
                        ? $"Tracking: {outcome.Name} waits: {outcome.Reason.TrimEnd('.')}. {HowToGoOn}"
                        : $"Tracking: {outcome.Name} is not in {outcome.Target}: {outcome.Reason.TrimEnd('.')}.");
                break;
            default:
                Console.Error.WriteLine(
                    $"Tracking: {outcome.Name} was refused: {outcome.Reason.TrimEnd('.')}."
                        + (isQueued ? $" It lies in {queue.RefusedFolder}." : ""));
                break;
        }
    }
}
