using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Chain;

/// <summary><c>huracan tune</c>: begins a run by searching its units' settings, or goes on with a search.</summary>
internal static class TuneCommand
{
    private const int UsualTrials = 30;

    public static Command Create()
    {
        var options = new RunCommandOptions();
        var work = new WorkOptions();
        var earlier = new EarlierResults { AllowsLonger = true };
        var run =
            new Option<string?>("--run")
            {
                Description = "Go on with this run's search; of the options then only --trials and --timeout "
                + "may be others.",
                HelpName = "RUN_ID"
            };
        var command = new Command("tune", "Search the settings of every unit's models, and stop there. Options as of 'run'.") { run };
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
            throw new InputRefusedException("--trials is 0, and a search without trials finds nothing; it must be 1 or more.");
        if (options.Search.Trials == 0)
            options.Search.Trials = UsualTrials;
        return options;
    }
}
