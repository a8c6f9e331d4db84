using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Chain;

/// <summary><c>huracan tune</c>: starts a run with a search of its units' settings, or continues a search.</summary>
internal static class TuneCommand
{
    private const int DefaultTrials = 30;

    public static Command Create()
    {
        var options = new RunCommandOptions();
        var work = new WorkOptions();
        var earlier = new EarlierResults { AllowsLonger = true };
        var run = new Option<string?>("--run")
        {
            Description = "Continue this run's search; then only --trials and --timeout may be changed.",
            HelpName = "RUN_ID",
        };
        var command = new Command("tune", "Search the settings of every unit's models, and stop after that. Options as for 'run'.") { run };
        options.AddTo(command);
        work.AddTo(command);
        earlier.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var request = work.Read(parse) with { Chain = new ChainOptions { Last = ChainStage.Tune } };
            using var session = parse.GetValue(run) is { } runId
                ? RunSession.OfStage(runId, request, change => options.Budgets(parse, change), earlier.Read(parse))
                : RunSession.Create(WithTrials(options.Read(parse), parse.GetValue(options.Trials)), request);
            return await session.ExecuteAsync(cancellationToken);
        });
        return command;
    }

    private static RunOptions WithTrials(RunOptions options, string? given)
    {
        if (given is not null && options.Search.Trials == 0)
            throw new InputRefusedException("--trials is 0; for a search it must be 1 or more.");
        if (options.Search.Trials == 0)
            options.Search.Trials = DefaultTrials;
        return options;
    }
}
