using System.Collections.Concurrent;
using Huracan.Tests.Servers;

namespace Huracan.Bench.Partition;

/// <summary>A silo that is started again whenever it ends, as an orchestrator does.</summary>
internal sealed class SupervisedSilo : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly ConcurrentQueue<int> exits = new();
    private readonly Task running;

    public SupervisedSilo(ProcessCommand command) => running = RunAsync(command);

    /// <summary>The exit codes so far.</summary>
    public IReadOnlyCollection<int> Exits => exits;

    public IReadOnlyCollection<string> Log => log;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync(ProcessCommand command)
    {
        while (!stop.IsCancellationRequested)
        {
            using var silo = await ChildProcess.StartAsync(command, log.Enqueue);
            try
            {
                exits.Enqueue(await silo.Exited.WaitAsync(stop.Token));
                await Task.Delay(TimeSpan.FromSeconds(1), stop.Token);
            }
            catch (OperationCanceledException)
            {
                await silo.StopAsync(TimeSpan.FromSeconds(10));
            }
        }
    }
}
