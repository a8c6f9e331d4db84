using System.CommandLine;
using Huracan.Contracts;
using Huracan.Engine.Pipeline;

namespace Huracan.Cli.Run;

/// <summary><c>huracan run</c>: from candles to scored, gated models.</summary>
internal static class RunCommand
{
    private const int LeastWorkerMemory = 256;

    public static Command Create()
    {
        var options = new RunCommandOptions();
        var resume = new Option<string?>("--resume") { Description = "Go on with an interrupted run.", HelpName = "RUN_ID" };
        var workers = new Option<int>("--workers")
        {
            Description = "Child processes that share the units; changes no result.",
            DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount),
        };
        var workerMemory = new Option<int?>("--worker-memory") { Description = "Memory each worker may take, megabytes.", HelpName = "MB" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, keep nothing." };
        var skipTraining = new Option<bool>("--skip-training") { Description = "With --resume: use the models there are, train none." };
        var output = new Option<string>("--out")
        {
            Description = "Folder that takes artifacts/, reports/ and config/.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.CurrentDirectory,
        };
        var command = new Command("run", "Train, backtest, score and gate one model per coin and timeframe.")
        {
            resume, workers, workerMemory, dryRun, skipTraining, output,
        };
        options.AddTo(command);
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--workers must lie in [1, 256].");
        });
        workerMemory.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < LeastWorkerMemory)
                result.AddError($"--worker-memory must be {LeastWorkerMemory} or more; with less the runtime itself dies.");
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var request = new RunRequest(
                parse.GetValue(output)!, parse.GetValue(workers), parse.GetValue(workerMemory), parse.GetValue(dryRun), parse.GetValue(skipTraining));
            if (request.SkipTraining && parse.GetValue(resume) is null)
                throw new InputRefusedException("--skip-training uses the models of a run that is there; name it with --resume RUN_ID.");
            using var session = parse.GetValue(resume) is { } runId
                ? RunSession.Resume(runId, request, options.Given(parse))
                : RunSession.Create(options.Read(parse), request);
            return await session.ExecuteAsync(cancellationToken);
        });
        return command;
    }
}
