using System.Diagnostics;
using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Silo.Workers;
using Huracan.Storage.Files;
using Huracan.Worker;

namespace Huracan.Silo.Units;

/// <summary>The work on a claimed unit: ingest candles, let a worker do the stages of its run, publish its files.</summary>
internal sealed class UnitWork(SiloRuns runs, UnitFiles files, WorkerSlots workers, SiloMetrics metrics, TimeProvider time) : IUnitWork
{
    private static readonly ActivitySource Tracing = new("Huracan.Silo");

    /// <inheritdoc/>
    public async Task<UnitResult> DoAsync(UnitClaim claim)
    {
        var unit = claim.Key.Unit;
        var run = await runs.OpenAsync(claim.Key.RunId);
        using var activity = Tracing.StartActivity($"unit {unit}", ActivityKind.Consumer, run.TraceParent);
        activity?.SetTag("huracan.run", run.RunId);
        try
        {
            foreach (var coin in RunPlan.IngestCoins([unit], run.Source))
                await IngestAsync(run, coin, claim);
        }
        catch (IngestRefusedException exception)
        {
            // Every unit may read Bitcoin's candles. Without them its models would differ without any notice.
            var reason = exception.Coin == unit.Coin
                ? exception.Message
                : $"{exception.Coin}, whose candles every unit may read, could not be ingested. {exception.Message}";
            return new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Skipped, reason, "");
        }
        await using var publisher = await files.OpenAsync(claim, run);
        using var worker = workers.Rent(run.Folder, run.Chain);
        using var spans = new StageSpans(Tracing, activity, time);
        var reply = await worker.RunAsync(
            new WorkerJob(WorkerJobKind.Unit, unit.Coin, unit.Timeframe), part => OnReply(part, claim, publisher, spans), claim.Stopped);
        if (reply.Unit is null && !reply.Refused)
            throw new UnitFailureException(reply.Error ?? "The worker gave no result.", reply.IsTransient);
        await publisher.CompleteAsync(claim.Stopped);
        var consensus = Path.Combine(run.Folder, RunOutputs.Consensus(unit));
        if (reply.Unit is { Status: UnitStatus.Done } && File.Exists(consensus))
            metrics.Decided(JsonFile.Read<ConsensusReport>(consensus));
        return reply.Unit ?? new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Skipped, reply.Error!, ""); // refused with a reason
    }

    private void OnReply(WorkerReply reply, UnitClaim claim, UnitPublisher publisher, StageSpans spans)
    {
        if (reply.Event is not { } step)
            return;
        metrics.Progressed(step);
        spans.Handle(step);
        publisher.Handle(step);
        claim.Report(
            StateOf(step.Stage), step.Fraction, new UnitActivity(step.Scope, step.Stage) { Epoch = step.Epoch, Trial = step.Trial });
    }

    // Each fold of the extended cross-validation is a stage of its own.
    private static UnitState StateOf(string stage) => stage.Split('-')[0] switch
    {
        TuneStage.Name => UnitState.Tuning,
        ExtendStage.Name => UnitState.Extending,
        AnalyzeStage.Name => UnitState.Analyzing,
        BestStage.Name or FinalStage.Name => UnitState.Finalizing,
        _ => UnitState.Backtesting,
    };

    // Once per run and coin on this silo: the first unit that needs the coin ingests it, the others wait.
    private async Task IngestAsync(SiloRun run, string coin, UnitClaim claim)
    {
        var entry = run.Ingested.GetOrAdd(coin, _ => new Lazy<Task>(() => IngestAsync(run, coin)));
        try
        {
            await entry.Value.WaitAsync(claim.Stopped);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not IngestRefusedException)
        {
            run.Ingested.TryRemove(new KeyValuePair<string, Lazy<Task>>(coin, entry));
            throw;
        }
    }

    private async Task IngestAsync(SiloRun run, string coin)
    {
        using var worker = workers.Rent(run.Folder, run.Chain);
        var reply = await worker.RunAsync(new WorkerJob(WorkerJobKind.Ingest, coin, null), _ => { }, CancellationToken.None);
        if (reply.Error is { } error)
            throw reply.Refused ? new IngestRefusedException(coin, error) : new UnitFailureException(error, reply.IsTransient);
    }
}
