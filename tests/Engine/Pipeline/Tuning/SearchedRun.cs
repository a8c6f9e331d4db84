using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Tuning;

/// <summary>One coin's way through the whole chain in memory: a short search of trees.</summary>
internal static class SearchedRun
{
    public const string Root = "SIM001USDT/1h/xgboost/h4";

    public static PipelineRun New(ICandleSource? source = null, Action<RunOptions>? change = null) =>
        new(source ?? PipelineRun.Market(), options =>
    {
        options.Models = ["xgboost"];
        options.TrainBars = null;
        options.Search = new SearchOptions
        {
            Trials = 7,
            Folds = 2,
            TopN = 2,
            ExtendFolds = 3,
            KeepCheckpoints = 2,
            Pruner = PrunerKind.None,
        };
        change?.Invoke(options);
    });

    public static PipelineRun Done(ICandleSource? source = null, Action<RunOptions>? change = null)
    {
        var run = New(source, change);
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }

    /// <summary>What a run leaves, but for what holds times.</summary>
    public static Dictionary<string, string?> Outputs(this PipelineRun run) =>
        run.Hashes(name => !name.EndsWith("training_results.json", StringComparison.Ordinal));

    public static StudyResults Study(this PipelineRun run) => run.Folder.ReadJson<StudyResults>($"{Root}/trial_results.json");

    public static BestConfiguration Chosen(this PipelineRun run) => run.Folder.ReadJson<BestConfiguration>($"{Root}/best_config.json");
}
