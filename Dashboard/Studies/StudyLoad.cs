using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Http.Studies;

namespace Huracan.Dashboard.Studies;

/// <summary>Loads a unit's studies; of a study loaded before, only what may have changed.</summary>
internal static class StudyLoad
{
    public static async Task<IReadOnlyList<CandidateStudy>> LoadAsync(
        HuracanClient api, UnitView unit, IReadOnlyList<FileView> files, IReadOnlyList<CandidateStudy> known,
        CancellationToken cancellationToken)
    {
        var id = new UnitId(unit.Coin, unit.Timeframe);
        var studies = await api.StudiesAsync(unit.RunId, id, cancellationToken);
        return await Task.WhenAll(studies.Select(study => LoadStudyAsync(
            api, unit.RunId, id, study, files,
            known.FirstOrDefault(other => (other.Study.Family, other.Study.Horizon) == (study.Family, study.Horizon)), cancellationToken)));
    }

    /// <summary>The trials that will not change any more: those before the first one that has not ended.</summary>
    internal static IReadOnlyList<TrialView> Settled(IReadOnlyList<TrialView> trials) =>
        [.. trials.TakeWhile(trial => trial.State is "COMPLETE" or "PRUNED" or "FAIL")];

    /// <summary>Whether the importance must be computed again. That takes long, so during a search it waits for 10 % more trials.</summary>
    /// <param name="of">Number of complete trials it was computed from.</param>
    /// <param name="trials">The present number of trials.</param>
    internal static bool IsStale(int of, TrialCounts trials) =>
        trials.Complete != of && (trials.Complete >= of + Math.Max(1, of / 10) || trials.Running + trials.Waiting == 0);

    private static async Task<CandidateStudy> LoadStudyAsync(
        HuracanClient api, string runId, UnitId unit, StudyView study, IReadOnlyList<FileView> files, CandidateStudy? known,
        CancellationToken cancellationToken)
    {
        var settled = Settled(known?.Trials ?? []);
        IReadOnlyList<TrialView> trials = [
            .. settled, .. await api.TrialsAsync(runId, unit, study, settled.Count == 0 ? null : settled[^1].Number, cancellationToken),
        ];
        var (importance, of) = known is not null && !IsStale(known.ImportanceOf, study.Trials)
            ? (known.Importance, known.ImportanceOf)
            : (await api.ImportanceAsync(runId, unit, study, cancellationToken), study.Trials.Complete);
        var hash = files.FirstOrDefault(file => file.Path == $"{unit}/{study.Family}/h{study.Horizon}/best_config.json")?.Sha256;
        var choice = hash is null
            ? null
            : known?.ChoiceHash == hash
            ? known.Choice
            : await api.ChoiceAsync(runId, unit, study, cancellationToken);
        return new CandidateStudy(study, trials, importance, of, choice, hash);
    }
}
