using Huracan.Engine.Pipeline.Stages;
using Huracan.Worker;

namespace Huracan.Silo.Workers;

/// <summary>
/// The silo's worker processes. Each serves one run at a time and is kept while that run has work, since a start costs half a second.
/// </summary>
internal sealed class WorkerSlots(int? memoryMegabytes) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<(string RunFolder, WorkerProcess Process)> idle = [];

    /// <summary>A worker for a run; give it back by disposing the lease.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="chain">The stages that its units go through.</param>
    public Lease Rent(string runFolder, ChainOptions chain)
    {
        lock (gate)
        {
            idle.RemoveAll(worker =>
            {
                if (!worker.Process.HasExited)
                    return false;
                worker.Process.Dispose();
                return true;
            });
            var at = idle.FindIndex(worker => worker.RunFolder == runFolder);
            if (at >= 0)
            {
                var found = idle[at];
                idle.RemoveAt(at);
                return new Lease(this, runFolder, found.Process);
            }
            if (idle.Count > 0)
            {
                idle[0].Process.Dispose(); // it serves another run, and its slot is needed
                idle.RemoveAt(0);
            }
        }
        return new Lease(this, runFolder, WorkerProcess.Start(new WorkerOptions(runFolder)
        {
            MemoryMegabytes = memoryMegabytes,
            Chain = chain,
        }));
    }

    /// <summary>Stops the idle workers of a run.</summary>
    public void StopIdle(string runFolder)
    {
        lock (gate)
        {
            idle.FindAll(worker => worker.RunFolder == runFolder).ForEach(worker => worker.Process.Dispose());
            idle.RemoveAll(worker => worker.RunFolder == runFolder);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            idle.ForEach(worker => worker.Process.Dispose());
            idle.Clear();
        }
    }

    private void Return(string runFolder, WorkerProcess process)
    {
        lock (gate)
            idle.Add((runFolder, process));
    }

    /// <summary>A worker process that is in use until disposed.</summary>
    internal sealed class Lease(WorkerSlots slots, string runFolder, WorkerProcess process) : IDisposable
    {
        private bool isBusy;

        /// <summary>Does one job. A worker whose job was cancelled or that exited is not used again.</summary>
        /// <exception cref="Units.UnitFailureException">The process exited during the job.</exception>
        public async Task<WorkerReply> RunAsync(WorkerJob job, Action<WorkerReply> onReply, CancellationToken cancellationToken)
        {
            isBusy = true;
            var reply = await process.RunAsync(job, onReply, cancellationToken)
                ?? throw new Units.UnitFailureException(await process.DescribeExitAsync(), isTransient: true);
            isBusy = false;
            return reply;
        }

        public void Dispose()
        {
            if (isBusy || process.HasExited)
                process.Dispose();
            else
                slots.Return(runFolder, process);
        }
    }
}
