using System.Globalization;
using System.Text.Json;
using Huracan.Cli.Run;
using Huracan.Contracts.Http;
using Spectre.Console;

namespace Huracan.Cli.Server;

/// <summary>Shows a cluster's run until it has ended, a line per change of a unit's state.</summary>
internal static class RunWatch
{
    private const string Ended = "SCORED FAILED SKIPPED CANCELLED";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    /// <returns>0 when units were scored and none failed, 1 otherwise.</returns>
    public static async Task<int> FollowAsync(ServerClient client, string runId, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = client.EventsAsync(runId, over.Token).GetAsyncEnumerator(over.Token);
        var next = events.MoveNextAsync().AsTask();
        var run = await client.FindAsync(runId, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Run [bold]{runId}[/] on {run.Source}: {RunsCommand.Units(run)}");
        while (run.Finished is null)
        {
            // Events begin when the stream is open, which may be after the run has ended: so it is looked at now and then as well.
            if (await Task.WhenAny(next, Task.Delay(LookEvery, cancellationToken)) != next)
            {
                run = await client.FindAsync(runId, cancellationToken);
                continue;
            }
            await next;
            Show(events.Current);
            if (events.Current.Kind == "run")
                run = await client.FindAsync(runId, cancellationToken);
            next = events.MoveNextAsync().AsTask();
        }
        await over.CancelAsync();
        var summary = await client.SummaryAsync(runId, cancellationToken);
        ResultTable.Print(summary);
        return summary.Failed > 0 || summary.Done == 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Show(ClusterEvent happened)
    {
        var time = happened.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var state = Text(happened.Data, "state");
        if (happened.Kind == "run")
            AnsiConsole.MarkupLineInterpolated($"{time} run {state}");
        else if (happened.Timeframe is { } timeframe && state != Text(happened.Data, "from"))
            AnsiConsole.MarkupLineInterpolated($"{time} {happened.Coin}/{timeframe} {state} {(Ended.Contains(state, StringComparison.Ordinal) ? Text(happened.Data, "reason") : Text(happened.Data, "owner"))}");
    }

    private static string Text(JsonElement data, string key) => data.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
