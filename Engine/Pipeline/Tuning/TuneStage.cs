using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Search.Importance;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>
/// Searches a candidate's settings: the family's defaults first, then random, then TPE, then small steps around the
/// best. Trials run one after the other, each evaluated on purged folds of the parts that the run searches within; a killed search
/// resumes with the trial it was running.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Trains.</param>
/// <param name="progress">Receives the progress of trials.</param>
public sealed class TuneStage(RunContext context, StageRunner stages, ModelTraining training, IProgress<StageEvent>? progress)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "tune";

    private readonly RunOptions options = context.Options;

    /// <summary>Searches unless it is done.</summary>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="InputRefusedException">Too few samples for the folds, or the study there is one of something else.</exception>
    public string Run(Candidate candidate, CancellationToken cancellationToken)
    {
        var space = options.Search.SpaceOf(candidate.Family)
            ?? throw new InputRefusedException($"{candidate.Family.Name} has no search space.");
        var identity = StudyIdentity.Of(candidate, options, space);
        var search = options.Search;
        string[] key =
        [
            identity.Inputs, .. identity.Space.Select(pair => $"{pair.Key}: {pair.Value}"),
            string.Create(CultureInfo.InvariantCulture, $"{identity.Seed} {search.Trials} {search.Timeout} {search.KeepCheckpoints}"),
        ];
        return stages.Run(Name, key, () => Search(candidate, space, identity, cancellationToken));
    }

    private List<string> Search(Candidate candidate, SearchSpace space, StudyIdentity identity, CancellationToken cancellationToken)
    {
        var lookback = options.Search.LongestLookback(context.Families, candidate.Family, candidate.Settings);
        var plan = FoldPlan.Of(candidate, options, options.Search.Folds, lookback);
        var (random, estimator) = options.Search.Phases();
        var sampler = new PhasedSampler(random, estimator);
        var checkpoints = new TrialCheckpoints(context.Folder, candidate, options.Search.KeepCheckpoints);
        using var storage = context.Folder.OpenStudy(candidate.PathOf(StageOutputs.Study), candidate.Root, StudyDirection.Maximize);
        identity.Claim(storage, candidate.PathOf(StageOutputs.Study));
        var isReproducible = StudyIdentity.NoteBudget(storage, options.Search);
        var study = new Study(storage, sampler, options.Search.NewPruner(), identity.Seed, context.Time);
        if (study.Trials.Count == 0)
            study.Enqueue(TrialSettings.Start(space, candidate.Settings));
        var runner = new TrialRunner(context, training, candidate, plan, space, checkpoints);
        checkpoints.Clean(study);
        while (study.Trials.Count(trial => trial.IsFinished) < options.Search.Trials && !OutOfTime(study))
        {
            var trial = runner.Run(study, cancellationToken);
            checkpoints.Clean(study);
            Tell(candidate, study, trial);
        }
        return Write(candidate, study, plan, sampler, checkpoints, isReproducible);
    }

    // The time of earlier processes counts too: the budget is the study's.
    private bool OutOfTime(Study study) => options.Search.Timeout is { } seconds
        && study.Trials.Sum(trial => trial is { Started: { } from, Completed: { } to } ? (to - from).TotalSeconds : 0) >= seconds;

    private void Tell(Candidate candidate, Study study, FrozenTrial trial)
    {
        var fraction = (double)study.Trials.Count(other => other.IsFinished) / options.Search.Trials;
        progress?.Report(new StageEvent(candidate.Root, Name, StageProgress.Kept, Math.Min(1, fraction))
        {
            Trial = new TrialProgress(
                trial.Number, trial.State.ToString().ToUpperInvariant(), trial.Value, study.Best?.Number, study.Best?.Value),
        });
    }

    private List<string> Write(
        Candidate candidate, Study study, FoldPlan plan, PhasedSampler sampler, TrialCheckpoints checkpoints, bool isReproducible)
    {
        var finished = study.Trials.Where(trial => trial.IsFinished).ToArray();
        var best = study.Best ?? throw new InputRefusedException(
            $"{candidate.Root}: none of {finished.Length} trials came to an end; the first says: "
                + $"{Text(finished.FirstOrDefault(), Study.Reason) ?? "nothing"}");
        var results = new StudyResults(
            candidate.Root, isReproducible, [.. finished.Select(trial => Result(candidate, trial, sampler.PhaseOf(trial.Number)))],
            [.. FunctionalAnova.Of(finished, study.Seed).Shares.Select(pair => new ParameterShare(pair.Key, pair.Value))],
            plan.Range.Length, Overfitting(finished));
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.TrialResults), results);
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.BestTrial), new BestTrial(
            best.Number, best.Value ?? double.NaN, TrialSettings.Of(best, candidate.Settings), finished.Length, Count(TrialState.Complete),
            Count(TrialState.Pruned),
            Count(TrialState.Fail), results.Reproducible));
        var history = History(study, results);
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.History), history);
        // not hashed
        context.Folder.TryPlot(candidate.PathOf(StageOutputs.HistoryChart), HistoryChart.Of(candidate.Root, history));
        return
        [
            candidate.PathOf(StageOutputs.Study), candidate.PathOf(StageOutputs.TrialResults), candidate.PathOf(StageOutputs.BestTrial),
            candidate.PathOf(StageOutputs.History), .. checkpoints.Files(study),
        ];

        int Count(TrialState state) => finished.Count(trial => trial.State == state);
    }

    private static TrialResult Result(Candidate candidate, FrozenTrial trial, int phase) => new(
        trial.Number, phase, trial.State, trial.Value, TrialSettings.Of(trial, candidate.Settings),
        Read<List<double>>(trial, TrialAttributes.FoldSkills) ?? [],
        trial.UserAttributes.ContainsKey(TrialAttributes.Sharpe) ? Read<double>(trial, TrialAttributes.Sharpe) : null,
        Text(trial, Study.Reason) ?? "");

    private static List<HistoryPoint> History(Study study, StudyResults results)
    {
        var points = new List<HistoryPoint>();
        double? best = null;
        foreach (var trial in results.Trials)
        {
            if (trial is { State: TrialState.Complete, Value: { } value } && (best is null || study.IsBetter(value, best.Value)))
                best = value;
            points.Add(new HistoryPoint(trial.Number, trial.Phase, trial.State, trial.Value, best));
        }
        return points;
    }

    private static BacktestOverfitting? Overfitting(IEnumerable<FrozenTrial> finished)
    {
        var returns = finished.Select(trial => Read<ReturnBlocks>(trial, TrialAttributes.Returns)).OfType<ReturnBlocks>().ToArray();
        return returns.Length < 2 ? null : BacktestOverfitting.Of(returns);
    }

    private static string? Text(FrozenTrial? trial, string key) => trial is null ? null : Read<string>(trial, key);

    private static T? Read<T>(FrozenTrial trial, string key) =>
        trial.UserAttributes.TryGetValue(key, out var json) ? JsonSerializer.Deserialize<T>(json) : default;
}
