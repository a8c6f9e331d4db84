using System.Globalization;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Extension;

/// <summary>
/// Cross-validates the best settings of a search, and the family's defaults beside them, over more folds and with longer training. Each
/// fold is a stage by itself, so that a killed process loses one epoch.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Trains.</param>
public sealed class ExtendStage(RunContext context, StageRunner stages, ModelTraining training)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "extend";

    private readonly RunOptions options = context.Options;
    private readonly SearchOptions search = context.Options.Search;

    /// <summary>Folder of a configuration: its model of the last fold, which learnt from nothing after it, and its forecasts.</summary>
    public static string FolderOf(Candidate candidate, int rank) => candidate.PathOf($"{StageOutputs.ExtendedModel}{rank}");

    /// <summary>Cross-validates unless it is done.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="tuned">Hash of what the search left.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <returns>Hash of what it left.</returns>
    public string Run(Candidate candidate, string tuned, CancellationToken cancellationToken)
    {
        string[] key = [
            tuned, .. candidate.TrainingKey(options),
            string.Create(CultureInfo.InvariantCulture, $"{search.TopN} {search.ExtendEpochs} {search.ExtendFolds}"), .. search.WithinKey,
        ];
        return stages.Run(Name, key, () => Extend(candidate, cancellationToken));
    }

    private List<string> Extend(Candidate candidate, CancellationToken cancellationToken)
    {
        var plan = FoldPlan.Of(
            candidate, options, search.ExtendFolds, search.LongestLookback(context.Families, candidate.Family, candidate.Settings));
        var chosen = Chosen(candidate, context.Folder.ReadJson<StudyResults>(candidate.PathOf(StageOutputs.TrialResults)));
        var outputs = new List<string>();
        var configurations = chosen.Select(one => Judge(candidate, plan, one, chosen.Count, outputs, cancellationToken)).ToArray();
        context.Folder.WriteJson(
            candidate.PathOf(StageOutputs.CrossValidation), new ExtendedResults(plan.Bars.Length, plan.Embargo, configurations));
        training.Forget(candidate);
        return [candidate.PathOf(StageOutputs.CrossValidation), .. outputs];
    }

    // Distinct settings only; the family's defaults are always among them, as the reference to beat.
    private List<Choice> Chosen(Candidate candidate, StudyResults study)
    {
        var chosen = new List<Choice>();
        var own = Text(TrialSettings.Over(candidate.Settings, []));
        var different = study.Ranked().DistinctBy(trial => Text(trial.Settings)).ToLookup(trial => Text(trial.Settings) == own);
        foreach (var trial in different[false].Take(search.TopN))
            chosen.Add(new(chosen.Count + 1, trial.Number, trial.Value, trial.Settings));
        chosen.Add(new(chosen.Count + 1, null, different[true].FirstOrDefault()?.Value, candidate.Settings));
        return chosen;
    }

    private static string Text(IReadOnlyDictionary<string, double> settings) =>
        string.Join(
            ' ',
            settings.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")));

    private ExtendedConfiguration Judge(
        Candidate candidate, FoldPlan plan, Choice one, int count, List<string> outputs,
        CancellationToken cancellationToken)
    {
        var tried = candidate with { Settings = one.Settings };
        var folder = FolderOf(candidate, one.Rank);
        for (var fold = 0; fold < plan.Folds.Count; fold++)
        {
            var place = (double)((one.Rank - 1) * plan.Folds.Count + fold) / (count * plan.Folds.Count);
            var task = new TrainingTask(
                Name, $"extended {one.Trial?.ToString(CultureInfo.InvariantCulture) ?? "own"} fold {fold + 1}", search.ExtendEpochs)
            {
                Span = (place, place + 1.0 / (count * plan.Folds.Count)),
            };
            stages.Run(
                FoldName(one.Rank, fold + 1),
                [
                    .. tried.TrainingKey(options), $"{plan.Embargo} {plan.Folds.Count} {search.ExtendEpochs} {task.Purpose}",
                    .. search.WithinKey,
                ],
                () => Train(tried, plan, fold, folder, task, cancellationToken));
        }
        var results = Enumerable.Range(1, plan.Folds.Count)
            .Select(fold => context.Folder.ReadJson<ExtendedFold>($"{folder}/fold_{fold}.json"))
            .ToArray();
        var forecasts = Forecasts.Join(
            [
                .. Enumerable.Range(1, plan.Folds.Count)
                    .Select(fold => Forecasts.Of(context.Folder.ReadTable($"{folder}/fold_{fold}.parquet")))
            ]);
        context.Folder.WriteTable(
            $"{folder}/{StageOutputs.OutOfFoldForecasts}",
            forecasts.ToTable(candidate.Data.Candles, candidate.Labels, plan.Range.End));
        outputs.Add($"{folder}/{StageOutputs.OutOfFoldForecasts}");
        var skills = Array.ConvertAll(results, fold => fold.Skill);
        return new ExtendedConfiguration(
            one.Rank, one.Trial, one.SearchValue, one.Settings, results, skills.Average(), Deviation(skills),
            SharpeStatistics.Of(OutOfFold.Returns(tried, plan, forecasts)));
    }

    /// <summary>Name of the stage that trains one fold of one configuration.</summary>
    /// <param name="rank">The configuration, from 1.</param>
    /// <param name="fold">The fold, from 1.</param>
    public static string FoldName(int rank, int fold) => $"{Name}-{rank}-{fold}";

    private List<string> Train(
        Candidate tried, FoldPlan plan, int fold, string folder, TrainingTask task, CancellationToken cancellationToken)
    {
        using var outcome = FoldOutcome.Of(training, tried, plan, fold, task, cancellationToken);
        var path = $"{folder}/fold_{fold + 1}";
        context.Folder.WriteJson(
            $"{path}.json",
            new ExtendedFold(
                fold + 1, outcome.Skill, outcome.Fit.BestEpoch, outcome.Fit.Epochs.Count, outcome.Samples, outcome.Forecasts.Bars.Length));
        context.Folder.WriteTable($"{path}.parquet", outcome.Forecasts.ToTable(tried.Data.Candles, tried.Labels, plan.Range.End));
        IEnumerable<string> model = fold == plan.Folds.Count - 1 ? outcome.Model.Save(context.Folder, folder) : [];
        return [$"{path}.json", $"{path}.parquet", .. model];
    }

    internal static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private sealed record Choice(int Rank, int? Trial, double? SearchValue, IReadOnlyDictionary<string, double> Settings);
}
