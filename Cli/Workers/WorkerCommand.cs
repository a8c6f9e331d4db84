using System.CommandLine;
using System.Text.Json;
using System.Threading.Channels;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline;
using Huracan.Storage.Candles;
using Huracan.Storage.DuckDb;
using Huracan.Storage.Json;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Workers;

/// <summary>
/// The other end of <see cref="WorkerProcess"/>: reads jobs from standard input, writes replies to standard output.
/// Started by the other commands, not by people.
/// </summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var runFolder = new Option<string>("--run-folder") { Required = true };
        var memory = new Option<int?>("--memory");
        var skipTraining = new Option<bool>("--skip-training");
        var command = new Command("worker", "Does the work of one run's units, told what by its parent process.") { runFolder, memory, skipTraining };
        command.Hidden = true;
        command.SetAction((parse, cancellationToken) => ServeAsync(parse.GetRequiredValue(runFolder), parse.GetValue(memory), parse.GetValue(skipTraining)));
        return command;
    }

    private static async Task<int> ServeAsync(string runFolder, int? memoryMegabytes, bool skipTraining)
    {
        // The parent decides when to stop: a Ctrl-C at the terminal reaches both, and only the parent answers it.
        using var parentGone = new CancellationTokenSource();
        var jobs = Channel.CreateUnbounded<WorkerJob>();
        _ = Task.Run(() => ReadJobsAsync(jobs.Writer, parentGone), CancellationToken.None);

        var context = RunFiles.Open(runFolder, AddressSpace.PeakResidentBytes) with { SkipTraining = skipTraining };
        var source = CandleSources.Open(context.Options);
        if (memoryMegabytes is { } limit)
        {
            LoadLibraries(context);
            AddressSpace.LimitGrowth(limit);
        }
        try
        {
            await foreach (var job in jobs.Reader.ReadAllAsync(parentGone.Token))
                Reply(Do(job, context, source, parentGone.Token));
        }
        catch (OperationCanceledException) when (parentGone.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        return ExitCodes.Done;
    }

    // Before a limit is set, so that it is one of data, whatever the size of the libraries.
    private static void LoadLibraries(RunContext context)
    {
        _ = DuckDbLibrary.Version;
        foreach (var family in context.Options.Models)
            ForwardPass.Check(context.Families, family, context.Options.ModelSettings[family], context.Options.Device, CancellationToken.None);
    }

    private static WorkerReply Do(WorkerJob job, RunContext context, ICandleSource source, CancellationToken cancellationToken)
    {
        try
        {
            return job.Timeframe is { } timeframe
                ? new WorkerReply { Unit = new UnitPipeline(context).Run(new UnitId(job.Coin, timeframe), new ReplyProgress(), cancellationToken) }
                : new WorkerReply { Integrity = new IngestStage(context, source).Run(job.Coin, cancellationToken) };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The unit's failure, whatever it is, stays the unit's: the parent records it and goes on.
            return new WorkerReply
            {
                Refused = failure is InputRefusedException,
                Error = failure is InputRefusedException or IOException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}",
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
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    private sealed class ReplyProgress : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => Reply(new WorkerReply { Event = value });
    }
}
