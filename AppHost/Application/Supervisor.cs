using Huracan.AppHost.Processes;
using Huracan.AppHost.Status;

namespace Huracan.AppHost.Application;

/// <summary>Keeps one process of a part running: starts it, waits until it is ready, starts it again when it crashes, stops it when asked.</summary>
internal sealed class Supervisor(
    ILaunchable resource, int replica, string stateFolder, Action<string> line, Action<string> say, Action changed, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly BackOff backOff = new();
    private TimeSpan grace;
    private volatile ChildProcess? current;
    private Task<Ending>? running;

    public string Name { get; } = resource.Replicas == 1 ? resource.Name : $"{resource.Name}-{replica + 1}";

    public ILaunchable Resource => resource;

    public InstanceStatus Status { get; private set; } = new(resource.Name, InstanceState.Waiting, null, "", resource.IsExternal);

    /// <summary>Completes when the process was ready for the first time, or will never be needed.</summary>
    public Task Ready => ready.Task;

    /// <summary>Begins when all it waits for are ready. The task tells how it ended.</summary>
    public Task<Ending> Start(Task dependencies) => running = RunAsync(dependencies);

    /// <summary>Asks the process to end and kills it after a while; returns when it is gone.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        grace = patience;
        await stopping.CancelAsync();
        if (running is not null)
            await running;
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        grace = TimeSpan.Zero;
        stopping.Cancel();
        current?.Kill();
    }

    public void Dispose() => stopping.Dispose();

    private async Task<Ending> RunAsync(Task dependencies)
    {
        try
        {
            Set(InstanceState.Waiting);
            await dependencies.WaitAsync(stopping.Token);
            while (true)
            {
                var (ending, healthyFor, reason) = await OnceAsync();
                if (ending is { } final)
                    return final;
                var wait = backOff.Next(healthyFor);
                Set(InstanceState.Crashed);
                say($"{Name}: {reason}; starts again in {wait.TotalSeconds:0} s");
                await Task.Delay(wait, time, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Set(InstanceState.Stopped);
            return Ending.Stopped;
        }
        catch (Exception fault)
        {
            // A fault of this program's own: told with its place, and the application ends.
            say($"{Name}: {fault}");
            Set(InstanceState.Failed);
            return Ending.Failed;
        }
    }

    /// <summary>One life: how the care ended, or how long it was healthy and why it ended.</summary>
    private async Task<(Ending? Ending, TimeSpan HealthyFor, string Reason)> OnceAsync()
    {
        Set(InstanceState.Starting);
        try
        {
            var launch = await resource.PrepareAsync(replica, new LaunchContext(stateFolder, text => say($"{Name}: {text}")), stopping.Token);
            if (launch is null)
            {
                Set(InstanceState.Absent);
                ready.TrySetResult();
                return (Ending.Absent, default, "");
            }
            using var process = await ChildProcess.StartAsync(launch.Command, line);
            current = process;
            try
            {
                return await LiveAsync(process, launch);
            }
            finally
            {
                await process.StopAsync(grace);
                current = null;
            }
        }
        catch (LaunchFailedException fault) when (!fault.CanHeal && !ready.Task.IsCompleted)
        {
            say($"{Name}: {fault.Message}");
            Set(InstanceState.Failed);
            return (Ending.Failed, default, "");
        }
        catch (LaunchFailedException fault)
        {
            return (null, default, fault.Message);
        }
    }

    private async Task<(Ending? Ending, TimeSpan HealthyFor, string Reason)> LiveAsync(ChildProcess process, Launch launch)
    {
        Set(InstanceState.Starting, process.Id, launch.Endpoint);
        var healthyFor = TimeSpan.Zero;
        if (await BecomesReadyAsync(process, launch))
        {
            var since = time.GetTimestamp();
            Set(InstanceState.Running, process.Id, launch.Endpoint);
            ready.TrySetResult();
            await process.Exited.WaitAsync(stopping.Token);
            healthyFor = time.GetElapsedTime(since);
        }
        var code = await process.Exited;
        if (code == launch.RefusedCode)
        {
            say($"{Name}: refuses its settings (see its lines above); starting it again would not help");
            Set(InstanceState.Refused);
            return (Ending.Refused, default, "");
        }
        return (null, healthyFor, code > 128 ? $"was ended by signal {code - 128}" : $"ended with exit code {code}");
    }

    private async Task<bool> BecomesReadyAsync(ChildProcess process, Launch launch)
    {
        var started = time.GetTimestamp();
        var (warned, poll) = (false, FirstPoll);
        while (!process.Exited.IsCompleted)
        {
            if (await launch.IsReady(stopping.Token))
                return true;
            if (!warned && time.GetElapsedTime(started) > ReadyPatience)
            {
                say($"{Name}: runs but is not ready after {ReadyPatience.TotalSeconds:0} s; still waiting");
                warned = true;
            }
            await Task.Delay(poll, time, stopping.Token);
            poll = poll * 1.5 < LongestPoll ? poll * 1.5 : LongestPoll;
        }
        return false;
    }

    private void Set(InstanceState state, int? process = null, string? endpoint = null)
    {
        Status = new InstanceStatus(Name, state, process, endpoint ?? Status.Endpoint, resource.IsExternal);
        changed();
    }
}
