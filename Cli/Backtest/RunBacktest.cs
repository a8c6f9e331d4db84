using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Backtest;

/// <summary>
/// <c>huracan backtest --run</c>: backtests a run's units on their test part, with their best models or with a given model.
/// </summary>
internal sealed class RunBacktest
{
    private readonly Option<string?> run = new("--run")
    {
        Description = "Run whose units are backtested, instead of files.",
        HelpName = "RUN_ID",
    };
    private readonly Option<string?> model = new("--model-path")
    {
        Description = "With --run: folder of a model, for the unit it was trained for.",
        HelpName = "DIR",
    };
    private readonly Option<bool> signals = new("--generate-signals")
    {
        Description = "With --run: also write the traded signals, in the format that --signals reads.",
    };
    private readonly WorkOptions work = new();
    private readonly EarlierResults earlier = new();

    /// <summary>The folder that both kinds of backtest write to.</summary>
    public Option<string> Output => work.Output;

    public void AddTo(Command command)
    {
        command.Add(run);
        command.Add(model);
        command.Add(signals);
        work.AddTo(command);
        earlier.AddTo(command);
    }

    /// <summary>Whether a run is to be backtested.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="ofFiles">Options of the backtest of files.</param>
    /// <exception cref="InputRefusedException">Options of both kinds are given, or options that need a run without one.</exception>
    public bool IsRequested(ParseResult parse, IReadOnlyList<Option> ofFiles)
    {
        if (parse.GetValue(run) is not null)
        {
            var conflicting = ofFiles.Where(option => parse.GetResult(option) is { Implicit: false })
                .Select(option => option.Name)
                .ToArray();
            return conflicting.Length == 0
                ? true
                : throw new InputRefusedException(
                    $"--run trades the run's models at the costs it was configured with; leave out {string.Join(", ", conflicting)}.");
        }
        if (parse.GetValue(model) is not null || parse.GetValue(signals))
            throw new InputRefusedException("--model-path and --generate-signals belong to a run: name it with --run RUN_ID.");
        return false;
    }

    public async Task<int> ExecuteAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var path = parse.GetValue(model) is { } named ? ModelFolder(named) : null;
        var chain = new ChainOptions
        {
            First = ChainStage.Backtest,
            FindsModel = true,
            ModelPath = path,
            WithSignals = parse.GetValue(signals),
        };
        using var session = RunSession.OfStage(
            parse.GetRequiredValue(run)!, work.Read(parse) with { Chain = chain }, _ => { }, earlier.Read(parse));
        return await session.ExecuteAsync(cancellationToken);
    }

    private string ModelFolder(string path) => File.Exists(Path.Combine(path, TrainedModel.MetaFile))
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))
        : throw new InputRefusedException(
            $"{model.Name} is {path}, which has no {TrainedModel.MetaFile}; it must be the folder of a model, such as final_model.");
}
