using Huracan.Cli.Terminal;
using Huracan.Contracts.Client;
using Spectre.Console;

namespace Huracan.Cli.Server;

/// <summary>Shows a cluster's run until it has ended, a line per change of a unit's state.</summary>
internal static class RunWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    /// <returns>As of a run on this machine.</returns>
    public static async Task<int> FollowAsync(HuracanClient client, string runId, bool allowSkipped, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = client.EventsAsync(runId, cancellationToken: over.Token).GetAsyncEnumerator(over.Token);
        var next = events.MoveNextAsync().AsTask();
        var run = await client.RunAsync(runId, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Run [bold]{runId}[/] on {run.Source}: {RunsCommand.Units(run)}");
        while (run.Finished is null)
        {
            // Events begin when the stream is open, which may be after the run has ended: so it is looked at now and then as well.
            if (await Task.WhenAny(next, Task.Delay(LookEvery, cancellationToken)) != next)
            {
                run = await client.RunAsync(runId, cancellationToken);
                continue;
            }
            await next;
            if (EventLine.Of(events.Current) is { } line)
                AnsiConsole.WriteLine(line);
            if (events.Current.Kind == "run")
                run = await client.RunAsync(runId, cancellationToken);
            next = events.MoveNextAsync().AsTask();
        }
        await over.CancelAsync();
        var summary = await client.SummaryAsync(runId, cancellationToken);
        ResultTable.Print(summary);
        return ExitCodes.Of(summary.Units, allowSkipped);
    }
}
