using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Chain;

/// <summary><c>huracan extend</c>, <c>analyze</c> and <c>final</c>: each runs one stage on the outputs of those before.</summary>
internal static class StageCommands
{
    public static Command Extend()
    {
        var topN = NumberOption.Whole("--top-n", "Number of best trials to cross-validate; default: the run's.", "N", 1, 100);
        var epochs = NumberOption.Whole("--epochs", "Most epochs of a network; default: the run's.", "N", 1, 100_000);
        var folds = NumberOption.Whole("--folds", "Purged folds; default: the run's.", "N", 2, 20);
        return Create(ChainStage.Extend, "Cross-validate the best trials of a search further.", [topN, epochs, folds], (parse, options) =>
        {
            options.Search.TopN = parse.GetValue(topN) ?? options.Search.TopN;
            options.Search.ExtendEpochs = parse.GetValue(epochs) ?? options.Search.ExtendEpochs;
            options.Search.ExtendFolds = parse.GetValue(folds) ?? options.Search.ExtendFolds;
        });
    }

    public static Command Analyze()
    {
        var choice = new Option<string?>("--choice")
        {
            Description = $"{RunCommandOptions.ChoiceMeaning} Default: the run's.",
            HelpName = "RULE",
        };
        return Create(
            ChainStage.Analyze, "Compare search and cross-validation, and choose the settings of the final models.", [choice],
            (parse, options) => options.Search.Choice = parse.GetValue(choice) is { } rule
                ? SettingValue.Parse<ChoiceRule>(choice.Name, rule)
                : options.Search.Choice);
    }

    public static Command Final()
    {
        var epochs = NumberOption.Whole(
            "--epochs", "Epochs the final networks train for; default: the run's, else the best on validation.", "N", 1, 100_000);
        return Create(ChainStage.Final, "Train the final models with the chosen settings.", [epochs], (parse, options) =>
        {
            if (parse.GetValue(epochs) is not { } given)
                return;
            if (!options.Models.Exists(family => RunFiles.Families[family].IsNetwork))
                throw new InputRefusedException(
                    $"--epochs is for networks; the run has only {string.Join(", ", options.Models)}, which is trained in rounds.");
            options.FinalEpochs = given;
        });
    }

    private static Command Create(ChainStage stage, string description, IReadOnlyList<Option> own, Action<ParseResult, RunOptions> change)
    {
        var run = RunOption.Create();
        var work = new WorkOptions();
        var earlier = new EarlierResults();
        var command = new Command(stage.ToString().ToLowerInvariant(), description) { run };
        foreach (var option in own)
            command.Add(option);
        work.AddTo(command);
        earlier.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            // The final models rest on the best ones, which no command of their own makes.
            var first = stage == ChainStage.Final ? ChainStage.Best : stage;
            var request = work.Read(parse) with { Chain = new ChainOptions { First = first, Last = stage } };
            using var session = RunSession.OfStage(
                parse.GetRequiredValue(run), request, options => Change(options, parse), earlier.Read(parse));
            return await session.ExecuteAsync(cancellationToken);
        });
        return command;

        void Change(RunOptions options, ParseResult parse)
        {
            if (!options.Search.IsOn && stage != ChainStage.Final)
                throw new InputRefusedException(
                    $"The run has no search, so there is nothing to {command.Name}. Start one with '{Invocation.Name} tune'.");
            change(parse, options);
        }
    }
}
