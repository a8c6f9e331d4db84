using System.CommandLine;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Run;

/// <summary><c>huracan run</c>: from candles to scored, gated models.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new RunCommandOptions();
        var resume = new Option<string?>("--resume") { Description = "Go on with an interrupted run.", HelpName = "RUN_ID" };
        var work = new WorkOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, keep nothing but the openings of test parts." };
        var skipSearch = new Option<bool>("--skip-hpo")
        {
            Description = "Search nothing, whatever the settings say: the same as --trials 0.",
        };
        var skipTraining = new Option<bool>("--skip-training") { Description = "With --resume: use the models there are, train none." };
        var server = new ServerOption();
        var command = new Command("run", $"Train, backtest, score and gate one model per coin and timeframe. {ExitCodes.Meaning}")
        {
            resume, dryRun, skipSearch, skipTraining, server.Server,
        };
        work.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(server.Server) is not null)
            {
                ServerOption.RefuseLocal(parse, [resume, dryRun, skipTraining, .. work.All]);
                var client = server.Connect(parse);
                return await StartOnServerAsync(
                    client, Searching(options, parse, skipSearch), parse.GetValue(work.AllowSkipped), cancellationToken);
            }
            if (parse.GetValue(skipTraining) && parse.GetValue(resume) is null)
                throw new InputRefusedException("--skip-training uses the models of a run that is there; name it with --resume RUN_ID.");
            var request = work.Read(parse) with
            {
                DryRun = parse.GetValue(dryRun),
                Chain = new ChainOptions { First = parse.GetValue(skipTraining) ? ChainStage.Backtest : ChainStage.Tune },
            };
            using var session = parse.GetValue(resume) is { } runId
                ? RunSession.Resume(runId, request, options.Given(parse))
                : RunSession.Create(Searching(options, parse, skipSearch), request);
            return await session.ExecuteAsync(cancellationToken);
        });
        return command;
    }

    private static RunOptions Searching(RunCommandOptions options, ParseResult parse, Option<bool> skipSearch)
    {
        var read = options.Read(parse);
        if (!parse.GetValue(skipSearch))
            return read;
        if (parse.GetValue(options.Trials) is not (null or "0"))
            throw new InputRefusedException("--skip-hpo searches nothing and --trials does; give one of the two.");
        read.Search.Trials = 0;
        read.Search.Timeout = null;
        return read;
    }

    private static async Task<int> StartOnServerAsync(
        HuracanClient client, RunOptions options, bool allowSkipped, CancellationToken cancellationToken)
    {
        var run = await client.StartAsync(YamlFile.Format(options), cancellationToken);
        try
        {
            return await RunWatch.FollowAsync(client, run.RunId, allowSkipped, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException(
                $"the run goes on. See '{Invocation.Name} runs watch {run.RunId}', or '{Invocation.Name} runs cancel {run.RunId}'.");
        }
    }
}
