using Huracan.AppHost.Processes;
using Huracan.AppHost.Status;

namespace Huracan.AppHost.Application;

/// <summary>One run of all parts.</summary>
internal sealed class ApplicationSession : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(9);
    private readonly IReadOnlyList<IReadOnlyList<Supervisor>> levels;
    private readonly string stateFolder;
    private readonly LogConsole console;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private bool started;
    private bool stopping;
    private string shown = "";

    public ApplicationSession(IReadOnlyList<IResource> resources, string stateFolder, LogConsole console, TimeProvider time)
    {
        (this.stateFolder, this.console, this.time) = (stateFolder, console, time);
        levels = [.. StartOrder.Levels(resources).Select(level => level.OfType<ILaunchable>().SelectMany(Supervise).ToList()).Where(level => level.Count > 0)];
    }

    public IEnumerable<Supervisor> Supervisors => levels.SelectMany(level => level);

    /// <summary>Runs until told to end or until a part is beyond healing; then stops everything. The exit code.</summary>
    /// <exception cref="LaunchFailedException">Nothing was started: a port or the state folder is taken.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        RefuseTakenPorts();
        await using var owned = FolderLock.Take(stateFolder, "stop it, or choose another folder with --state");
        started = true;
        var endings = Supervisors.Select(supervisor => supervisor.Start(Dependencies(supervisor.Resource))).ToList();
        var code = await UntilEndAsync(endings, cancellationToken);
        await StopAsync();
        return code;
    }

    /// <summary>Ends every process at once.</summary>
    public void Kill()
    {
        foreach (var supervisor in Supervisors)
            supervisor.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var supervisor in Supervisors)
            supervisor.Dispose();
    }

    private static async Task<int> UntilEndAsync(List<Task<Ending>> endings, CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => told.TrySetResult());
        while (true)
        {
            var first = await Task.WhenAny(endings.Cast<Task>().Append(told.Task));
            if (first == told.Task)
                return ExitCodes.Done;
            var ending = (Task<Ending>)first;
            endings.Remove(ending);
            if (await ending == Ending.Refused)
                return ExitCodes.Refused;
            if (await ending == Ending.Failed)
                return ExitCodes.Failed;
        }
    }

    /// <summary>Level by level from the top; each level may use its share of the time that is left, so that the servers below get theirs.</summary>
    private async Task StopAsync()
    {
        lock (gate)
        {
            if (stopping || !started)
                return;
            stopping = true;
        }
        console.Say("stopping");
        var begun = time.GetTimestamp();
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            var left = StopPatience - time.GetElapsedTime(begun);
            var share = left > TimeSpan.Zero ? left / (i + 1) : TimeSpan.Zero;
            await Task.WhenAll(levels[i].Select(supervisor => supervisor.StopAsync(share)));
        }
        console.Say("everything has stopped");
    }

    private IEnumerable<Supervisor> Supervise(ILaunchable resource) =>
        from replica in Enumerable.Range(0, resource.Replicas)
        select new Supervisor(resource, replica, stateFolder, line => console.Line(resource.Name, replica, line), console.Say, ShowStatus, time);

    private Task Dependencies(IResource resource)
    {
        var direct = resource.Waits.ToList();
        return Task.WhenAll(direct.SelectMany(dependency => dependency is ILaunchable
            ? Supervisors.Where(supervisor => supervisor.Resource == dependency).Select(supervisor => supervisor.Ready)
            : [Dependencies(dependency)]));
    }

    private void RefuseTakenPorts()
    {
        var taken = Supervisors.Select(supervisor => supervisor.Resource).OfType<ProjectResource>().Where(project => project.Port is { } port && !Ports.IsFree(port)).ToList();
        if (taken.Count > 0)
        {
            throw new LaunchFailedException(string.Join("; ", taken.Select(project =>
                $"port {project.Port} of {project.Name} is in use by another process: stop that, or choose another with --{project.Name}-port")), CanHeal: false);
        }
    }

    /// <summary>The table, when everything is up, and again whenever that changes.</summary>
    private void ShowStatus()
    {
        lock (gate)
        {
            if (stopping)
                return;
            var rows = Supervisors.Select(supervisor => supervisor.Status).ToList();
            var up = rows.All(row => row.State is InstanceState.Running or InstanceState.Absent);
            if (shown.Length == 0 && !up)
                return;
            if (rows.Any(row => row.State is InstanceState.Starting or InstanceState.Waiting))
                return; // on its way; the next change is worth showing
            var table = StatusTable.Render(rows);
            if (table == shown)
                return;
            shown = table;
            console.Write(table);
        }
    }
}
