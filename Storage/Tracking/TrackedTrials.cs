using System.Globalization;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Tracking;

/// <summary>The trials of a candidate's search.</summary>
internal static class TrackedTrials
{
    /// <summary>Every finished trial; none where nothing was searched.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="runId">Its name.</param>
    /// <param name="candidate">The candidate's folder.</param>
    /// <param name="times">When things happened.</param>
    public static IReadOnlyList<TrackedRun> Of(RunFolder folder, string runId, string candidate, TrackedTimes times) =>
        folder.ReadJson<StudyResults>($"{candidate}/{StageOutputs.TrialResults}") is { } study
            ? [.. study.Trials.Select(trial => Run(runId, candidate, trial, times.Of(TrackedTimes.Trial(candidate, trial.Number))))]
            : [];

    /// <summary>The values of the trials, and the best so far, by number of the trial: metrics of the candidate.</summary>
    public static IEnumerable<TrackedMetric> History(RunFolder folder, string candidate, TrackedTimes times)
    {
        var best = double.NegativeInfinity;
        var trials = folder.ReadJson<StudyResults>($"{candidate}/{StageOutputs.TrialResults}")?.Trials ?? [];
        var last = DateTimeOffset.MinValue;
        foreach (var trial in trials.Where(trial => trial is { State: TrialState.Complete, Value: not null }))
        {
            best = Math.Max(best, trial.Value!.Value); // filtered
            var end = times.Of(TrackedTimes.Trial(candidate, trial.Number)).Last;
            last = end > last ? end : last;
            yield return new TrackedMetric("search/value", trial.Value.Value, trial.Number, last);
            yield return new TrackedMetric("search/best", best, trial.Number, last);
        }
    }

    private static TrackedRun Run(
        string runId, string candidate, TrialResult trial, (DateTimeOffset First, DateTimeOffset Last) span)
    {
        var metrics = trial.FoldSkills.Select((skill, fold) => new TrackedMetric(
            "fold_skill", skill, fold, span.First + (span.Last - span.First) * ((fold + 1.0) / trial.FoldSkills.Count))).ToList();
        if (trial.Value is { } value)
            metrics.Add(new TrackedMetric("value", value, 0, span.Last));
        if (trial.Sharpe is { } sharpe)
            metrics.Add(new TrackedMetric("sharpe", sharpe, 0, span.Last));
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["huracan.kind"] = "trial",
            ["huracan.trial"] = trial.Number.ToString(CultureInfo.InvariantCulture),
            ["huracan.phase"] = trial.Phase.ToString(CultureInfo.InvariantCulture),
            ["huracan.state"] = trial.State.ToString().ToUpperInvariant(),
        };
        if (trial.Reason.Length > 0)
            tags["huracan.reason"] = trial.Reason;
        return new TrackedRun(
            runId, TrackedTimes.Trial(candidate, trial.Number),
            string.Create(CultureInfo.InvariantCulture, $"{candidate} trial {trial.Number}"))
        {
            Parent = candidate,
            Status = trial.State switch
            {
                TrialState.Complete => TrackedStatus.Finished,
                TrialState.Pruned => TrackedStatus.Killed,
                TrialState.Fail => TrackedStatus.Failed,
                _ => TrackedStatus.Running,
            },
            Start = span.First,
            End = trial.State is TrialState.Running or TrialState.Waiting ? null : span.Last,
            Parameters = trial.Settings.ToDictionary(pair => pair.Key, pair => TrackedFigures.Text(pair.Value)),
            Tags = tags,
            Metrics = metrics,
        };
    }
}
