using Huracan.Cli.Terminal;
using Huracan.Cli.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Worker;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>One execution of the pipeline over many units, by child processes, resumable at any point.</summary>
internal sealed class RunSession : IDisposable
{
    private readonly RunRequest request;
    private readonly RunPaths paths;
    private readonly FileStream runLock;
    private readonly RunContext context;
    private readonly ICandleSource source;

    private RunSession(RunRequest request, RunPaths paths, FileStream runLock)
    {
        this.request = request;
        this.paths = paths;
        this.runLock = runLock;
        // The run is ours alone: half-written files are those of a process that was killed.
        new RunFolder(paths.RunFolder).SweepTemporaries(TimeSpan.Zero, TimeProvider.System);
        context = RunFiles.Open(paths.RunFolder, AddressSpace.PeakResidentBytes);
        source = CandleSources.Open(context.Options);
    }

    /// <summary>Starts a new run: all that can be refused is refused before anything is written.</summary>
    public static RunSession Create(RunOptions options, RunRequest request)
    {
        RunPlan.Validate(options, CandleSources.Open(options), RunFiles.Families);
        CandleSources.OpenCompared(options);
        RunFiles.Complete(options);
        _ = DefaultTimeframe.Of(options); // refuses a bad one now, not when the run is published
        var paths = Readable(RunPaths.ForNewRun(options, request, TimeProvider.System));
        RunFiles.Create(paths.RunFolder, options);
        return new RunSession(request, paths, RunFiles.Lock(paths.RunFolder));
    }

    /// <summary>Goes on with a run as it was configured.</summary>
    public static RunSession Resume(string runId, RunRequest request, IReadOnlyList<string> given)
    {
        if (given.Count > 0)
            throw new InputRefusedException($"--resume goes on with the run as it was configured; leave out {string.Join(", ", given)}.");
        if (request.DryRun)
            throw new InputRefusedException("--dry-run keeps nothing and so cannot go with --resume.");
        var paths = Readable(RunPaths.ForResumedRun(runId, request.Output));
        return new RunSession(request, paths, RunFiles.Lock(paths.RunFolder));
    }

    /// <summary>Goes on with a run by one stage of the chain.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="request">Its chain begins with the stage.</param>
    /// <param name="change">What the stage is to do otherwise than the run was configured; the run keeps it.</param>
    /// <param name="earlier">What to do with the stage's earlier results.</param>
    public static RunSession OfStage(string runId, RunRequest request, Action<RunOptions> change, EarlierResults earlier)
    {
        var paths = Readable(RunPaths.ForResumedRun(runId, request.Output));
        var runLock = RunFiles.Lock(paths.RunFolder);
        try
        {
            var options = RunFiles.Open(paths.RunFolder).Options;
            var before = YamlFile.Format(options);
            change(options);
            YamlFile.Check(options, "the command line");
            var source = CandleSources.Open(options);
            RunPlan.Validate(options, source, RunFiles.Families);
            earlier.Prepare(
                paths.RunFolder, options, RunPlan.Units(options, source), request.Chain.Last,
                isChanged: YamlFile.Format(options) != before);
            RunFiles.Save(paths.RunFolder, options);
            return new RunSession(request, paths, runLock);
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    // Both are needed when the last unit has ended: what is wrong with them is refused now, and not after hours of training.
    private static RunPaths Readable(RunPaths paths)
    {
        _ = paths.OpenedTests.All();
        _ = RunTracker.Options();
        return paths;
    }

    /// <summary>The run's name.</summary>
    public string RunId => paths.RunId;

    /// <summary>Where its results are.</summary>
    public IRunFolder Results => context.Folder;

    /// <summary>Path of its folder.</summary>
    public string Folder => paths.RunFolder;

    /// <summary>What it computes.</summary>
    public RunOptions Options => context.Options;

    /// <summary>How each unit ended; empty before.</summary>
    public IReadOnlyList<UnitResult> Units { get; private set; } = [];

    /// <summary>Folders of the candidates whose best model was made, or found to be what would be made; empty before.</summary>
    public IReadOnlySet<string> Trained { get; private set; } = new HashSet<string>();

    /// <summary>How it ended; null before, and where only a stage was run.</summary>
    public RunSummary? Summary { get; private set; }

    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLineInterpolated($"Run [bold]{paths.RunId}[/] on {source.Description}");
        context.Folder.WriteJson(RunOutputs.Environment, RunEnvironment.Describe(context, TimeProvider.System));
        var log = new RunLog(paths.RunFolder, TimeProvider.System);
        log.Write(new RunLogEntry($"started with {request.Workers} workers on {source.Description}")
        {
            Source = source.Description,
            Workers = request.Workers,
        });
        using var pool = new WorkerPool(WorkerOptions(), request.Workers);
        var units = RunPlan.Units(context.Options, source);
        var board = new UnitResults(units);
        using (var display = RunDisplay.Open(units.Count, request.Workers))
        {
            try
            {
                await pool.RunAsync(
                    RunPlan.IngestCoins(units, source).Select(coin => new WorkerJob(WorkerJobKind.Ingest, coin, null)), OnReply,
                    cancellationToken);
                await pool.RunAsync(
                    board.Open.Select(unit => new WorkerJob(WorkerJobKind.Unit, unit.Coin, unit.Timeframe)), OnReply, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                log.Write(new RunLogEntry("interrupted") { Level = LogLevel.Warning });
                throw new InterruptedException(
                    request.DryRun ? "a dry run keeps nothing." : $"nothing is lost. Go on with: {HowToGoOn}");
            }

            void OnReply(int worker, WorkerJob job, WorkerReply reply)
            {
                board.Handle(job, reply);
                log.Handle(job, reply);
                display.Show(worker, job, reply);
            }
        }
        var exitCode = Conclude(board, log);
        if (!request.DryRun)
            await new RunTracker(paths.Output).AfterRunAsync(paths.RunFolder, cancellationToken);
        return exitCode;
    }

    public void Dispose()
    {
        runLock.Dispose();
        if (request.DryRun)
            Directory.Delete(Path.GetDirectoryName(paths.RunFolder)!, recursive: true); // a run folder has a parent
    }

    private string HowToGoOn => request.HowToGoOn?.Invoke(paths) ?? paths.Command(request switch
    {
        { IsOfFactory: true } => "factory --resume",
        { Chain: { Last: ChainStage.Backtest, FindsModel: false, ModelPath: null } } => "run --resume",
        _ => $"{request.Chain.Last.ToString().ToLowerInvariant()} --run",
    });

    private WorkerOptions WorkerOptions() => new(paths.RunFolder)
    {
        MemoryMegabytes = request.WorkerMemoryMegabytes,
        Chain = request.Chain,
        OpenedTests = paths.OpenedTestsFolder, // in a dry run as well: what was seen cannot be unseen
    };

    private int Conclude(UnitResults board, RunLog log)
    {
        (Units, Trained) = (board.Results, board.Trained);
        if (request.Chain.Last < ChainStage.Backtest || board.Results.Any(unit => unit is { Status: UnitStatus.Done, Score: null }))
            return ConcludeStage(board.Results, log);
        var summary = new RunConclusion(context).Write(
            paths.RunId, source.Description, board.Results, paths.OpenedTests.All(), request.Excluded);
        paths.OpenedTests.Add(paths.RunId, summary.Units, TimeProvider.System.GetUtcNow());
        Summary = summary;
        if (!request.DryRun && summary.Done > 0) // what was published before stays, where there is nothing to put in its place
            Publication.Publish(paths, context, summary, request.AddsToPublished);
        log.Write(RunLogEntry.OfRun(summary.Done, summary.Skipped, summary.Failed));
        ResultTable.Print(summary, AnsiConsole.Console, tellsWhy: !request.IsOfFactory);
        Checklist.Print(RunChecklist.Of(context, summary), paths, summary, request.DryRun);
        return ExitCodes.Of(board.Results, request.AllowSkipped);
    }

    private int ConcludeStage(IReadOnlyList<UnitResult> results, RunLog log)
    {
        var (failed, done) = (results.Count(unit =>
            unit.Status == UnitStatus.Failed), results.Count(unit => unit.Status == UnitStatus.Done));
        var skipped = results.Count - done - failed;
        var stage = request.Chain.Last.ToString().ToLowerInvariant();
        log.Write(RunLogEntry.OfRun(done, skipped, failed, stage));
        AnsiConsole.MarkupLineInterpolated($"{stage}: {done} done, {skipped} skipped, {failed} failed.");
        AnsiConsole.MarkupLineInterpolated($"Results:    {paths.RunFolder}");
        if (failed > 0 && request.HowToGoOn is not null)
            AnsiConsole.MarkupLineInterpolated($"Next:       {HowToGoOn}");
        else if (failed == 0 && done > 0 && Next() is { } next)
            AnsiConsole.MarkupLineInterpolated($"Next:       {paths.Command($"{next.ToString().ToLowerInvariant()} --run")}");
        return ExitCodes.Of(results, request.AllowSkipped);

        // The command that makes the best models makes the final ones too; who ends with the best ones says himself what comes next.
        ChainStage? Next() => request.Chain.Last switch
        {
            ChainStage.Best or ChainStage.Backtest => null,
            ChainStage.Analyze => ChainStage.Final,
            var last => last + 1,
        };
    }
}
