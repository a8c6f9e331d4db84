using System.Text.Json;
using Huracan.Cluster.Units;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Api.Studies;

/// <summary>Studies and their trials as the API shows them.</summary>
internal static class StudyViews
{
    public static StudyView Of(CandidateKey candidate, StoredStudy study)
    {
        var best = Best(study);
        return new StudyView(
            candidate.Family, candidate.Horizon, EnumText(study.Direction),
            new TrialCounts(
                Count(TrialState.Complete), Count(TrialState.Pruned), Count(TrialState.Fail), Count(TrialState.Running),
                Count(TrialState.Waiting)),
            best?.Number, best?.Value, study.Attributes.GetValueOrDefault(StudyIdentity.ReproducibleKey) != "false",
            Parameters(study.Trials));

        int Count(TrialState state) => study.Trials.Count(trial => trial.State == state);
    }

    public static TrialView Of(FrozenTrial trial, PhasedSampler? phases) => new(
        trial.Number, phases?.PhaseOf(trial.Number), EnumText(trial.State), trial.Value,
        trial.Parameters.ToDictionary(pair => pair.Key, pair => Json(pair.Value.External), StringComparer.Ordinal),
        [.. trial.Reports.Select(report => new TrialReport(report.Key, report.Value))],
        Read<List<double>>(trial, TrialAttributes.FoldSkills) ?? [], Read<double?>(trial, TrialAttributes.Sharpe),
        Read<string>(trial, Study.Reason) ?? "", trial.Started, trial.Completed);

    // The earliest of equal trials, as in Optuna.
    private static FrozenTrial? Best(StoredStudy study)
    {
        var complete = study.Trials.Where(trial => trial is { State: TrialState.Complete, Value: not null });
        return study.Direction == StudyDirection.Maximize ? complete.MaxBy(trial => trial.Value) : complete.MinBy(trial => trial.Value);
    }

    // Bounds may change during a study: those of the latest trial count.
    private static List<StudyParameter> Parameters(IReadOnlyList<FrozenTrial> trials)
    {
        var latest = new SortedDictionary<string, Distribution>(StringComparer.Ordinal);
        foreach (var (name, parameter) in trials.SelectMany(trial => trial.Parameters))
            latest[name] = parameter.Distribution;
        return [.. latest.Select(pair => pair.Value switch
        {
            NumericDistribution number => new StudyParameter(pair.Key, number.Low, number.Top, number.Log, null),
            CategoricalDistribution choices => new StudyParameter(pair.Key, null, null, false, [.. choices.Choices.Select(Json)]),
            var other => throw new InvalidOperationException($"'{pair.Key}' is {other}, which has neither bounds nor choices."),
        })];
    }

    private static string EnumText<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value, HuracanJson.Compact);

    private static T? Read<T>(FrozenTrial trial, string key) =>
        trial.UserAttributes.TryGetValue(key, out var json) ? JsonSerializer.Deserialize<T>(json, HuracanJson.Compact) : default;
}
