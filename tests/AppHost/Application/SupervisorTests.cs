using System.Collections.Concurrent;
using Huracan.AppHost.Application;
using Huracan.AppHost.Processes;
using Huracan.AppHost.Resources;
using Huracan.AppHost.Status;

namespace Huracan.Tests.AppHost.Application;

public class SupervisorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> said = [];

    [Fact]
    public async Task One_that_refuses_its_settings_is_not_started_again()
    {
        using var supervisor = Care(new Part(_ => Shell("exit 2") with { RefusedCode = 2, IsReady = _ => Task.FromResult(false) }));
        Assert.Equal(Ending.Refused, await supervisor.Start(Task.CompletedTask).WaitAsync(Patience));
        Assert.Equal(InstanceState.Refused, supervisor.Status.State);
        Assert.False(supervisor.Ready.IsCompleted);
    }

    [Fact]
    public async Task One_that_this_machine_lacks_keeps_nobody_waiting()
    {
        using var supervisor = Care(new Part(_ => null));
        Assert.Equal(Ending.Absent, await supervisor.Start(Task.CompletedTask).WaitAsync(Patience));
        Assert.True(supervisor.Ready.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_that_cannot_be_started_at_all_ends_the_care_with_its_reason()
    {
        using var supervisor = Care(new Part(_ => throw new LaunchFailedException("no such program", CanHeal: false)));
        Assert.Equal(Ending.Failed, await supervisor.Start(Task.CompletedTask).WaitAsync(Patience));
        Assert.Equal(["part: no such program"], said);
    }

    [Fact]
    public async Task One_that_crashes_before_it_is_ready_is_started_again()
    {
        using var supervisor = Care(new Part(life => life == 1 ? Shell("exit 3") with { IsReady = _ => Task.FromResult(false) } : Shell("sleep 600")));
        var ending = supervisor.Start(Task.CompletedTask);
        await supervisor.Ready.WaitAsync(Patience);
        Assert.Equal(["part: ended with exit code 3; starts again in 1 s"], said);
        await supervisor.StopAsync(TimeSpan.FromSeconds(5)).WaitAsync(Patience);
        Assert.Equal(Ending.Stopped, await ending);
    }

    [Fact]
    public async Task One_that_still_waits_for_others_can_be_stopped()
    {
        using var supervisor = Care(new Part(_ => Shell("sleep 600")));
        var ending = supervisor.Start(new TaskCompletionSource().Task);
        await supervisor.StopAsync(TimeSpan.FromSeconds(5)).WaitAsync(Patience);
        Assert.Equal(Ending.Stopped, await ending);
        Assert.Null(supervisor.Status.ProcessId);
    }

    private Supervisor Care(Part part) => new(part, 0, Path.GetTempPath(), _ => { }, said.Enqueue, () => { }, TimeProvider.System);

    private static Launch Shell(string script) => new()
    {
        Command = new ProcessCommand("sh", ["-c", script]),
        Endpoint = "",
        IsReady = _ => Task.FromResult(true),
    };

    /// <summary>A part whose n-th life is what a function says.</summary>
    private sealed class Part(Func<int, Launch?> life) : Resource("part"), ILaunchable
    {
        private int lives;

        public int Replicas => 1;

        public bool IsExternal => false;

        public Task<Launch?> PrepareAsync(int replica, LaunchContext context, CancellationToken cancellationToken) => Task.FromResult(life(++lives));
    }
}
