using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.AppHost.Hosting;

/// <summary>
/// Starts again what ended without being asked to. A host that refuses its settings would do so again: the application ends.
/// It watches from before the orchestrator starts, whose start takes until the last part is no longer waited for.
/// </summary>
internal sealed partial class Restarts(
    ResourceNotificationService notifications, ResourceCommandService commands, IHostApplicationLifetime lifetime, TimeProvider time,
        ILogger<Restarts> log) : BackgroundService, IHostedLifecycleService
{
    private readonly Dictionary<string, Life> lives = [];

    public Task StartingAsync(CancellationToken cancellationToken) => base.StartAsync(cancellationToken);

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!change.Resource.HasAnnotationOfType<RestartAnnotation>())
                continue;
            var state = change.Snapshot.State?.Text;
            if (!lives.TryGetValue(change.ResourceId, out var life))
                lives.Add(change.ResourceId, life = new Life());
            if (state == KnownResourceStates.Starting)
                life.IsWanted = true;
            else if (state == KnownResourceStates.Running && life.Since is null)
                (life.IsWanted, life.Since) = (true, time.GetTimestamp());
            else if (state == KnownResourceStates.Stopping)
                (life.IsWanted, life.Since) = (false, null);
            else if (life.IsWanted && KnownResourceStates.TerminalStates.Contains(state))
                _ = EndedAsync(change, life, stoppingToken);
        }
    }

    private async Task EndedAsync(ResourceEvent end, Life life, CancellationToken cancellationToken)
    {
        var ran = life.Since is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        (life.IsWanted, life.Since) = (false, null);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;
        if (end.Resource is ProjectResource && end.Snapshot.ExitCode == ExitCodes.Refused)
        {
            LogRefused(end.ResourceId);
            Environment.ExitCode = ExitCodes.Refused;
            lifetime.StopApplication();
            return;
        }
        var wait = life.BackOff.Next(ran);
        LogEnded(end.ResourceId, end.Snapshot.State?.Text, end.Snapshot.ExitCode, wait.TotalSeconds);
        try
        {
            await Task.Delay(wait, time, cancellationToken);
            var result = await commands.ExecuteCommandAsync(end.ResourceId, KnownResourceCommands.StartCommand, cancellationToken);
            if (!result.Success)
                LogNotStarted(end.ResourceId, result.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    [LoggerMessage(LogLevel.Error, "{Resource} refuses its settings (see its log); starting it again would not help")]
    private partial void LogRefused(string resource);

    [LoggerMessage(LogLevel.Warning, "{Resource} ended by itself ({State}, exit code {ExitCode}); starts again in {Seconds} s")]
    private partial void LogEnded(string resource, string? state, int? exitCode, double seconds);

    [LoggerMessage(LogLevel.Error, "{Resource} could not be started again: {Message}")]
    private partial void LogNotStarted(string resource, string? message);

    private sealed class Life
    {
        public BackOff BackOff { get; } = new();

        /// <summary>Whether an end would be one that nobody asked for.</summary>
        public bool IsWanted { get; set; }

        /// <summary>When it began to run; null while it does not.</summary>
        public long? Since { get; set; }
    }
}
