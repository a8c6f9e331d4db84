using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Spectre.Console;

namespace Huracan.Cli.Server;

/// <summary>Follows a cluster's run until it has ended, with a line for each state change of a unit.</summary>
internal static class RunWatch
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(3);

    /// <returns>The exit code, as for a local run.</returns>
    public static async Task<int> FollowAsync(HuracanClient client, string runId, bool allowSkipped, CancellationToken cancellationToken)
    {
        var run = await UntilFinishedAsync(client, runId, cancellationToken);
        var summary = await client.SummaryAsync(runId, cancellationToken);
        ResultTable.Print(summary, AnsiConsole.Console, tellsWhy: run.Kind != RunKind.Factory);
        if (run.Kind == RunKind.Factory)
            FactoryTable.Print(await client.FactoryReportAsync(runId, cancellationToken), AnsiConsole.Console);
        return ExitCodes.Of(summary.Units, allowSkipped);
    }

    /// <summary>Follows a run, and prints nothing of how it ended.</summary>
    /// <returns>The run, which has ended.</returns>
    public static async Task<RunView> UntilFinishedAsync(HuracanClient client, string runId, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = client.EventsAsync(runId, cancellationToken: ended.Token).GetAsyncEnumerator(ended.Token);
        var next = events.MoveNextAsync().AsTask();
        var run = await client.RunAsync(runId, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Run [bold]{runId}[/] on {run.Source}: {RunsCommand.Units(run)}");
        while (run.Finished is null)
        {
            // The event stream may open after the run has ended, so the run is also polled.
            if (await Task.WhenAny(next, Task.Delay(PollInterval, cancellationToken)) != next)
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
        await ended.CancelAsync();
        return run;
    }
}
