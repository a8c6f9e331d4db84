using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Tracking;

/// <summary>The candidates of a run.</summary>
/// <param name="folder">The run.</param>
/// <param name="runId">Its name.</param>
/// <param name="files">All files of it.</param>
/// <param name="times">When things happened.</param>
internal sealed class TrackedCandidates(RunFolder folder, string runId, IReadOnlyList<string> files, TrackedTimes times)
{
    // Of a candidate's folder: what people look at and what is used. The study, the models of single trials and of folds stay in the run.
    private static readonly string[] KeptFiles =
    [
        StageOutputs.BestTrial, StageOutputs.TrialResults, StageOutputs.History, StageOutputs.HistoryChart, StageOutputs.CrossValidation,
        StageOutputs.ChosenSettings, StageOutputs.ValidationForecasts, StageOutputs.ValidationMetrics, StageOutputs.TrainingResults,
        StageOutputs.Importance, StageOutputs.TestForecasts, StageOutputs.TestMetrics, StageOutputs.Intervals, StageOutputs.Regimes,
        StageOutputs.Trades, StageOutputs.Equity, StageOutputs.EquityChart, StageOutputs.TradingMetrics, StageOutputs.Edge,
    ];

    private static readonly string[] Folders = [StageOutputs.AnalysisCharts, StageOutputs.BestModel, StageOutputs.FinalModel];

    private static readonly (string File, string Prefix)[] Reports =
    [
        (StageOutputs.ValidationMetrics, "validation"), (StageOutputs.TestMetrics, "test"), (StageOutputs.TradingMetrics, "backtest"),
    ];

    /// <summary>Whether the content of a file of a candidate matters.</summary>
    /// <param name="file">Its name in the run's folder.</param>
    public static bool Reads(string file) => RootOf(file) is { } root && file[(root.Length + 1)..] is var name
        && (KeptFiles.Contains(name) || Folders.Any(folder => name.StartsWith($"{folder}/", StringComparison.Ordinal)));

    /// <summary>Every candidate with a file in its folder, each before its trials.</summary>
    /// <param name="units">How the units ended; none where the run was not concluded.</param>
    /// <param name="isRunning">Whether the run has not ended.</param>
    public IEnumerable<TrackedRun> All(IReadOnlyList<UnitResult> units, bool isRunning)
    {
        foreach (var root in files.Select(RootOf).OfType<string>().Distinct())
        {
            var unit = units.FirstOrDefault(one => root.StartsWith($"{one.Unit}/", StringComparison.Ordinal));
            yield return Candidate(root, unit, isRunning);
            foreach (var trial in TrackedTrials.Of(folder, runId, root, times))
                yield return trial;
        }
    }

    /// <summary><c>COIN/timeframe/family/h{bars}</c> of a file in it; null for a file of no candidate.</summary>
    public static string? RootOf(string file) =>
        file.Split('/') is [var coin, var length, var family, ['h', .. var bars], _, ..] && Timeframe.TryParse(length, out _)
            && int.TryParse(bars, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"{coin}/{length}/{family}/h{bars}"
            : null;

    private TrackedRun Candidate(string root, UnitResult? unit, bool isRunning)
    {
        var (coin, length, family, horizon) = root.Split('/') switch { var parts => (parts[0], parts[1], parts[2], parts[3][1..]) };
        var report = folder.ReadJson<UnitReport>($"{coin}/{length}/unit.json")?.Candidates
            .FirstOrDefault(one => one.Family == family && one.Horizon.ToString(CultureInfo.InvariantCulture) == horizon);
        var (first, last) = times.Of(root);
        var parameters = new SortedDictionary<string, string>(Settings(root).ToDictionary(), StringComparer.Ordinal);
        foreach (var (key, value) in Facts(root).Prepend(("horizon", horizon)).Prepend(("family", family))
            .Prepend(("timeframe", length)).Prepend(("coin", coin)))
            parameters.TryAdd(key, value); // a family may have a setting of that name
        var isChosen = unit is { Status: UnitStatus.Done } && unit.Family == family
            && unit.Horizon?.ToString(CultureInfo.InvariantCulture) == horizon;
        return new TrackedRun(runId, root, root)
        {
            Parent = "",
            Status = isRunning ? TrackedStatus.Running : Ended(root, times.StatusOf($"{coin}/{length}") ?? unit?.Status),
            Start = first,
            End = isRunning ? null : last,
            Parameters = parameters,
            Tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["huracan.kind"] = "candidate",
                ["huracan.coin"] = coin,
                ["huracan.timeframe"] = length,
                ["huracan.family"] = family,
                ["huracan.horizon"] = horizon,
                ["huracan.chosen"] = isChosen ? "true" : "false",
            },
            Metrics = [.. Epochs(root), .. TrackedTrials.History(folder, root, times), .. Figures(root, report, last)],
            Files =
            [
                .. files.Where(file => IsKept(root, file)).Select(file => new TrackedFile(file[(root.Length + 1)..], folder.PathOf(file))),
            ],
        };
    }

    // A unit that failed or was skipped at one candidate has those before it.
    private TrackedStatus Ended(string root, UnitStatus? unit) =>
        unit == UnitStatus.Done || folder.Exists(StageRunner.RecordPath(root, times.LastStage)) ? TrackedStatus.Finished
        : unit == UnitStatus.Failed ? TrackedStatus.Failed
        : TrackedStatus.Killed;

    private IEnumerable<KeyValuePair<string, string>> Settings(string root) =>
        (folder.ReadJson<ModelConfig>($"{ModelOf(root)}/config.json")?.Settings
            ?? new Dictionary<string, double>())
        .Select(pair => KeyValuePair.Create(pair.Key, TrackedFigures.Text(pair.Value)));

    private IEnumerable<(string Key, string Value)> Facts(string root)
    {
        if (folder.ReadJson<ModelMeta>($"{ModelOf(root)}/meta.json") is not { } meta)
            yield break;
        yield return ("feature_set", meta.FeatureSet);
        yield return ("features", meta.FeatureNames.Count.ToString(CultureInfo.InvariantCulture));
        yield return ("feature_hash", meta.FeatureHash);
        yield return ("samples", meta.Samples.ToString(CultureInfo.InvariantCulture));
        yield return ("trained_from", Text(meta.TrainedFrom));
        yield return ("trained_to", Text(meta.TrainedTo));
        yield return ("trained_epochs", meta.Epochs.ToString(CultureInfo.InvariantCulture));
        yield return ("entry_threshold", TrackedFigures.Text(meta.EntryThreshold));
        yield return ("dead_zone", TrackedFigures.Text(meta.DeadZone));
        yield return ("device", meta.Device);
        yield return ("seed", meta.Seed.ToString(CultureInfo.InvariantCulture));
    }

    // Times are those of the epochs, counted from the beginning of the training; two epochs never have the same millisecond.
    private IEnumerable<TrackedMetric> Epochs(string root)
    {
        if (folder.ReadJson<TrainingResults>($"{root}/{StageOutputs.TrainingResults}") is not { Best.Epochs: { } epochs } results)
            yield break;
        var hasValidation = epochs.Any(epoch => !double.IsNaN(epoch.ValidationLoss));
        var (time, end) = times.OfBest(root);
        foreach (var epoch in epochs)
        {
            time += TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(epoch.Seconds * 1000)));
            yield return new TrackedMetric("train_loss", epoch.TrainLoss, epoch.Epoch, time);
            if (hasValidation)
                yield return new TrackedMetric("validation_loss", epoch.ValidationLoss, epoch.Epoch, time);
            yield return new TrackedMetric("samples_per_second", epoch.SamplesPerSecond, epoch.Epoch, time);
        }
        end = end > time ? end : time;
        yield return new TrackedMetric("best_epoch", results.Best.BestEpoch, 0, end);
        yield return new TrackedMetric("best_loss", results.Best.BestLoss, 0, end);
        if (results.FinalEpochs is { } final)
            yield return new TrackedMetric("final_epochs", final, 0, end);
        if (results.ProcessorSeconds > 0)
            yield return new TrackedMetric("processor_seconds", results.ProcessorSeconds, 0, end);
        yield return new TrackedMetric("peak_memory_bytes", results.PeakMemoryBytes, 0, end);
    }

    private IEnumerable<TrackedMetric> Figures(string root, CandidateReport? report, DateTimeOffset time)
    {
        foreach (var (file, prefix) in Reports)
        {
            var name = $"{root}/{file}";
            if (folder.TryRead(name) is not { } content)
                continue;
            using var json = HuracanJson.Deserialize<JsonDocument>(content, folder.PathOf(name));
            foreach (var (key, value) in TrackedFigures.Of(json.RootElement, prefix))
                yield return new TrackedMetric(key, value, 0, time);
        }
        if (report is null)
            yield break;
        yield return new TrackedMetric("score/total", report.Score.Score, 0, time);
        yield return new TrackedMetric("score/ceiling", report.Score.Ceiling, 0, time);
        foreach (var part in report.Score.Parts)
            yield return new TrackedMetric($"score/points/{part.Name}", part.Points, 0, time);
        if (report.Overfitting is { } overfitting)
            yield return new TrackedMetric("search/overfitting", overfitting, 0, time);
    }

    // The final model; a run that ends before it, as an experiment's, leaves the best one.
    private string ModelOf(string root) =>
        folder.Exists($"{root}/{StageOutputs.FinalModel}/{TrainedModel.MetaFile}")
            ? $"{root}/{StageOutputs.FinalModel}"
            : $"{root}/{StageOutputs.BestModel}";

    private bool IsKept(string root, string file) => file.StartsWith($"{root}/", StringComparison.Ordinal)
        && file[(root.Length + 1)..] is var name
        && (KeptFiles.Contains(name) || name.StartsWith($"{StageOutputs.AnalysisCharts}/", StringComparison.Ordinal)
            || file.StartsWith($"{ModelOf(root)}/", StringComparison.Ordinal));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
