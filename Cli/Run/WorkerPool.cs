using System.Collections.Concurrent;
using Huracan.Worker;

namespace Huracan.Cli.Run;

/// <summary>Spreads jobs over worker processes. Which worker does a job never matters to its result.</summary>
internal sealed class WorkerPool(WorkerOptions options, int count) : IDisposable
{
    private readonly WorkerProcess?[] processes = new WorkerProcess?[count];

    /// <summary>Does all jobs; <paramref name="onReply"/> is called from several threads, one call at a time per worker.</summary>
    /// <param name="jobs">In the order they are taken up.</param>
    /// <param name="onReply">Told the worker's number, the job and the reply; a worker's death is a reply with an error.</param>
    /// <param name="cancellationToken">Stops the workers within one batch.</param>
    public Task RunAsync(IEnumerable<WorkerJob> jobs, Action<int, WorkerJob, WorkerReply> onReply, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<WorkerJob>(jobs);
        return Task.WhenAll(Enumerable.Range(0, count).Select(worker =>
            Task.Run(() => DrainAsync(worker, queue, onReply, cancellationToken), cancellationToken)));
    }

    public void Dispose()
    {
        foreach (var process in processes)
            process?.Dispose();
    }

    private async Task DrainAsync(
        int worker, ConcurrentQueue<WorkerJob> queue, Action<int, WorkerJob, WorkerReply> onReply, CancellationToken cancellationToken)
    {
        while (queue.TryDequeue(out var job))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (processes[worker] is not { HasExited: false } process)
            {
                processes[worker]?.Dispose();
                processes[worker] = process = WorkerProcess.Start(options);
            }
            var end = await process.RunAsync(job, reply => onReply(worker, job, reply), cancellationToken);
            if (end is null)
                onReply(worker, job, new WorkerReply { Error = await process.DescribeExitAsync() });
        }
    }
}
