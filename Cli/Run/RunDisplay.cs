using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Worker;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>
/// Shows a run in progress: bars with the time left on a terminal, elsewhere a line per finished unit, trial and stage of a search.
/// </summary>
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
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
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

    /// <summary>Shows a worker's report.</summary>
    public void Show(int worker, WorkerJob job, WorkerReply reply)
    {
        lock (gate)
        {
            if (reply.Event is { } step)
                Advance(worker, step);
            else if (job.Kind == WorkerJobKind.Unit || reply.Error is not null)
                Finish(job, reply);
        }
    }

    public void Dispose()
    {
        closed.TrySetResult();
        live?.Wait();
    }

    private void Advance(int worker, StageEvent step)
    {
        if (live is null)
        {
            if (IsTold(step))
                AnsiConsole.WriteLine($"{step.Scope} {step.Stage} {StageEventText.Of(step)}");
            return;
        }
        workers[worker].Description = Markup.Escape($"{step.Scope} {step.Stage} {StageEventText.Of(step)}".PadRight(64)[..64]);
        workers[worker].Value = step.Fraction;
    }

    // A search takes a unit's worker minutes or hours.
    private static bool IsTold(StageEvent step) =>
        step.Progress is StageProgress.Kept or StageProgress.Failed
            || step is { Progress: StageProgress.Finished, Stage: TuneStage.Name or ExtendStage.Name or AnalyzeStage.Name };

    private void Finish(WorkerJob job, WorkerReply reply)
    {
        if (job.Kind == WorkerJobKind.Unit)
            ended++;
        total?.Increment(1);
        var line = reply.Unit is { } unit ? Line(unit) : $"failed: {reply.Error}";
        AnsiConsole.WriteLine($"[{ended}/{units}] {job.Name} {line}");
    }

    // The action is not known before the units are judged together.
    private static string Line(UnitResult unit) => unit is { Status: UnitStatus.Done, Score: not null }
        ? FormattableString.Invariant($"{unit.Family} h{unit.Horizon} score {unit.Score:F1}")
        : unit.Status == UnitStatus.Done ? unit.Reason
        : $"{unit.Status.ToString().ToLowerInvariant()}: {unit.Reason}";
}
