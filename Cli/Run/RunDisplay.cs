using Huracan.Cli.Workers;
using Huracan.Contracts;
using Huracan.Engine.Pipeline;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>Shows a run while it goes on: bars with the time left on a terminal, a line per finished unit elsewhere.</summary>
internal sealed class RunDisplay : IDisposable
{
    private readonly Lock gate = new();
    private readonly int units;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task? live;
    private ProgressTask? total;
    private ProgressTask[] workers = [];
    private int ended;

    private RunDisplay(int units, int workerCount)
    {
        this.units = units;
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return;
        var ready = new TaskCompletionSource();
        live = AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                total = context.AddTask("units", maxValue: units);
                workers = [.. Enumerable.Range(1, workerCount).Select(n => context.AddTask($"worker {n}", maxValue: 1))];
                ready.SetResult();
                return closed.Task;
            });
        ready.Task.Wait();
    }

    public static RunDisplay Open(int units, int workers) => new(units, workers);

    /// <summary>Takes the workers' replies: results to the board, progress to the eye.</summary>
    public Action<int, WorkerJob, WorkerReply> OnReply(UnitBoard board) => (worker, job, reply) =>
    {
        if (reply.IsEnd)
            board.Take(job, reply);
        lock (gate)
            Show(worker, job, reply);
    };

    public void Dispose()
    {
        closed.TrySetResult();
        live?.Wait();
    }

    private void Show(int worker, WorkerJob job, WorkerReply reply)
    {
        if (reply.Event is { } step)
        {
            if (live is null)
                return;
            workers[worker].Description = Markup.Escape($"{step.Scope} {step.Stage} {step.Detail}".PadRight(64)[..64]);
            workers[worker].Value = step.Fraction;
            return;
        }
        if (job.Kind == WorkerJobKind.Unit || reply.Error is not null)
            Finish(job, reply);
    }

    private void Finish(WorkerJob job, WorkerReply reply)
    {
        if (job.Kind == WorkerJobKind.Unit)
            ended++;
        total?.Increment(1);
        var line = reply.Unit is { } unit ? Line(unit) : $"failed: {reply.Error}";
        AnsiConsole.WriteLine($"[{ended}/{units}] {job.Name} {line}");
    }

    private static string Line(UnitResult unit) => unit.Status == UnitStatus.Done
        ? FormattableString.Invariant($"{unit.Family} h{unit.Horizon} score {unit.Score:F1} {unit.Action?.Text()}")
        : $"{unit.Status.ToString().ToLowerInvariant()}: {unit.Reason}";
}
