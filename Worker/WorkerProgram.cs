using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Tensors;
using Huracan.Storage.Candles;
using Huracan.Storage.Runs;

namespace Huracan.Worker;

/// <summary>
/// The other end of <see cref="WorkerProcess"/>: reads jobs from standard input, writes replies to standard output.
/// Started by other programs of this project, not by users.
/// </summary>
public static class WorkerProgram
{
    /// <summary>First argument of a process that is a worker.</summary>
    public const string Command = "worker";

    private const int Done = 0;
    private const int Refused = 2;
    private const int Interrupted = 130;

    private static readonly StreamWriter Replies = new(Console.OpenStandardOutput());

    /// <summary>Runs a worker until its standard input ends.</summary>
    /// <param name="arguments">What follows the first argument: <see cref="WorkerOptions.ToArguments"/>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        Console.SetOut(Console.Error); // what a library writes must not come between the replies
        // A Ctrl-C at the terminal reaches parent and worker. Only the parent reacts, and decides when the worker stops.
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        try
        {
            return await ServeAsync(WorkerOptions.Parse(arguments));
        }
        catch (InputRefusedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Refused;
        }
    }

    private static async Task<int> ServeAsync(WorkerOptions options)
    {
        using var parentGone = new CancellationTokenSource();
        var jobs = Channel.CreateUnbounded<WorkerJob>();
        _ = Task.Run(() => ReadJobsAsync(jobs.Writer, parentGone), CancellationToken.None);

        var context = RunFiles.Open(options.RunFolder, AddressSpace.PeakResidentBytes) with
        {
            Chain = options.Chain,
            ProcessorTime = () => Environment.CpuUsage.TotalTime,
            NamedModel = FindModel(options.Chain),
        };
        var source = CandleSources.Open(context.Options);
        var compared = CandleSources.OpenCompared(context.Options);
        if (options.MemoryMegabytes is { } limit)
        {
            LoadLibraries(context);
            AddressSpace.LimitGrowth(limit);
        }
        try
        {
            await foreach (var job in jobs.Reader.ReadAllAsync(parentGone.Token))
                Reply(RunJob(job, options, context, source, compared, parentGone.Token));
        }
        catch (OperationCanceledException) when (parentGone.IsCancellationRequested)
        {
            return Interrupted;
        }
        return Done;
    }

    private static NamedModel? FindModel(ChainOptions chain) => chain.ModelPath is { } path
        ? new NamedModel(new RunFolder(Path.GetDirectoryName(path) ?? "/"), Path.GetFileName(path))
        : null;

    // Loaded before the limit is set, so that the limit does not count the libraries.
    private static void LoadLibraries(RunContext context)
    {
        _ = ChartImage.Font;
        foreach (var family in context.Options.Models)
        {
            // A brought graph is of the run's own features.
            var files = context.ModelFiles.GetValueOrDefault(family);
            var columns = files is null ? null : context.Features.Recipe(context.Options.FeatureSetOf(context.Families[family])).Names;
            ForwardPass.Check(
                context.Families, family, context.Options.ModelSettings[family], context.Options.Device, CancellationToken.None, files,
                columns);
        }
    }

    private static WorkerReply RunJob(
        WorkerJob job, WorkerOptions options, RunContext context, ICandleSource source, ComparedSource? compared,
        CancellationToken cancellationToken)
    {
        try
        {
            if (job.Timeframe is not { } timeframe)
                return new WorkerReply { Integrity = new IngestStage(context, source, compared).Run(job.Coin, cancellationToken) };
            var unit = new UnitId(job.Coin, timeframe);
            return new WorkerReply { Unit = new UnitPipeline(context).Run(unit, new ReplyProgress(options, unit), cancellationToken) };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Any failure of a unit is reported to the parent, which records it and continues.
            return new WorkerReply
            {
                Refused = exception is InputRefusedException,
                IsTransient = exception is IOException or OutOfMemoryException or TorchOutOfMemoryException,
                Error =
                    exception is InputRefusedException or IOException or EditedOutputException
                        ? exception.Message
                        : $"{exception.GetType().Name}: {exception.Message}",
            };
        }
    }

    private static async Task ReadJobsAsync(ChannelWriter<WorkerJob> jobs, CancellationTokenSource parentGone)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            jobs.TryWrite(JsonSerializer.Deserialize<WorkerJob>(line, HuracanJson.Compact)
                ?? throw new InvalidOperationException($"Not a job: '{line}'."));
        }
        jobs.Complete();
        await parentGone.CancelAsync();
    }

    private static void Reply(WorkerReply reply)
    {
        var line = JsonSerializer.Serialize(reply with { PeakMemoryBytes = AddressSpace.PeakResidentBytes() }, HuracanJson.Compact);
        lock (Replies)
        {
            Replies.WriteLine(line);
            Replies.Flush();
        }
    }

    private sealed class ReplyProgress(WorkerOptions options, UnitId unit) : IProgress<StageEvent>
    {
        public void Report(StageEvent value)
        {
            if (value.Opened is { } evidence && options.OpenedTests is { } folder)
            {
                var run = Path.GetFileName(options.RunFolder);
                new OpenedTestFiles(folder).Add(OpenedTest.Of(run, unit, evidence, TimeProvider.System.GetUtcNow()));
            }
            Reply(new WorkerReply { Event = value });
        }
    }
}
