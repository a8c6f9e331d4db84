using System.CommandLine;
using Huracan.Cli.Server;
using Huracan.Contracts;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Run;

/// <summary><c>huracan run</c>: from candles to scored, gated models.</summary>
internal static class RunCommand
{
    private const int LeastWorkerMemory = 256; // with less the runtime itself dies

    public static Command Create()
    {
        var options = new RunCommandOptions();
        var resume = new Option<string?>("--resume") { Description = "Go on with an interrupted run.", HelpName = "RUN_ID" };
        var workers = NumberOption.Whole("--workers", "Child processes that share the units, by default one per core; changes no result.", "N", 1, 256);
        var workerMemory = NumberOption.Whole("--worker-memory", "Memory each worker may take, megabytes.", "MB", LeastWorkerMemory, 1 << 20);
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, keep nothing." };
        var skipTraining = new Option<bool>("--skip-training") { Description = "With --resume: use the models there are, train none." };
        var output = new Option<string>("--out")
        {
            Description = "Folder that takes artifacts/, reports/ and config/.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.CurrentDirectory,
        };
        var server = new ServerOption();
        var command = new Command("run", "Train, backtest, score and gate one model per coin and timeframe.")
        {
            resume, workers, workerMemory, dryRun, skipTraining, output, server.Server,
        };
        options.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(server.Server) is not null)
                return await StartOnServerAsync(server, options, parse, [resume, workers, workerMemory, dryRun, skipTraining, output], cancellationToken);
            var request = new RunRequest(
                parse.GetValue(output)!, parse.GetValue(workers) ?? Environment.ProcessorCount, parse.GetValue(workerMemory), parse.GetValue(dryRun), parse.GetValue(skipTraining));
            if (request.SkipTraining && parse.GetValue(resume) is null)
                throw new InputRefusedException("--skip-training uses the models of a run that is there; name it with --resume RUN_ID.");
            OutputFolder.Of(output, request.Output);
            using var session = parse.GetValue(resume) is { } runId
                ? RunSession.Resume(runId, request, options.Given(parse))
                : RunSession.Create(options.Read(parse), request);
            return await session.ExecuteAsync(cancellationToken);
        });
        return command;
    }

    private static async Task<int> StartOnServerAsync(
        ServerOption server, RunCommandOptions options, ParseResult parse, Option[] local, CancellationToken cancellationToken)
    {
        var given = local.Where(option => parse.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToArray();
        if (given.Length > 0)
            throw new InputRefusedException($"With --server the cluster does the work; leave out {string.Join(", ", given)}.");
        using var client = server.Connect(parse);
        var run = await client.StartAsync(YamlFile.Format(options.Read(parse)), cancellationToken);
        try
        {
            return await RunWatch.FollowAsync(client, run.RunId, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException($"the run goes on. See '{Invocation.Name} runs watch {run.RunId}', or '{Invocation.Name} runs cancel {run.RunId}'.");
        }
    }
}
