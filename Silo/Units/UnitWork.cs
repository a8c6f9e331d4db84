using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Silo.Workers;
using Huracan.Worker;

namespace Huracan.Silo.Units;

/// <summary>What is done for a claimed unit: take in candles, let a worker train, backtest and score, publish what it leaves.</summary>
internal sealed class UnitWork(SiloRuns runs, UnitFiles files, WorkerSlots workers, SiloMetrics metrics) : IUnitWork
{
    /// <inheritdoc/>
    public async Task<UnitResult> DoAsync(UnitClaim claim)
    {
        var unit = claim.Key.Unit;
        var run = await runs.OpenAsync(claim.Key.RunId);
        try
        {
            foreach (var coin in RunPlan.IngestCoins([unit], run.Source))
                await IngestAsync(run, coin, claim);
        }
        catch (IngestRefusedException exception)
        {
            // Every unit may read Bitcoin's candles: going on without them would give other models, and nobody would know.
            var reason = exception.Coin == unit.Coin
                ? exception.Message
                : $"{exception.Coin}, which every coin is compared with, could not be taken in. {exception.Message}";
            return new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Skipped, reason, "");
        }
        await using var publisher = await files.OpenAsync(claim, run);
        using var worker = workers.Rent(run.Folder);
        var end = await worker.RunAsync(
            new WorkerJob(WorkerJobKind.Unit, unit.Coin, unit.Timeframe), reply => OnReply(reply, claim, publisher), claim.Stopped);
        if (end.Unit is null && !end.Refused)
            throw new UnitFailureException(end.Error ?? "The worker gave no result.", end.IsTransient);
        await publisher.CompleteAsync(claim.Stopped);
        return end.Unit ?? new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Skipped, end.Error!, ""); // refused with a reason
    }

    private void OnReply(WorkerReply reply, UnitClaim claim, UnitPublisher publisher)
    {
        if (reply.Event is not { } step)
            return;
        metrics.Told(step);
        publisher.Take(step);
        claim.Report(
            StateOf(step.Stage), step.Fraction, new UnitActivity(step.Scope, step.Stage) { Epoch = step.Epoch, Trial = step.Trial });
    }

    // A fold of the long cross-validation is a stage by itself.
    private static UnitState StateOf(string stage) => stage.Split('-')[0] switch
    {
        TuneStage.Name => UnitState.Tuning,
        ExtendStage.Name => UnitState.Extending,
        AnalyzeStage.Name => UnitState.Analyzing,
        FinalStage.Name => UnitState.Finalizing,
        _ => UnitState.Backtesting,
    };

    // Once per run and coin on this silo, for whichever of its units comes first; the others wait for it.
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
        using var worker = workers.Rent(run.Folder);
        var end = await worker.RunAsync(new WorkerJob(WorkerJobKind.Ingest, coin, null), _ => { }, CancellationToken.None);
        if (end.Error is { } error)
            throw end.Refused ? new IngestRefusedException(coin, error) : new UnitFailureException(error, end.IsTransient);
    }
}
