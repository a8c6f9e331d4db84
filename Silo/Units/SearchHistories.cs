using Huracan.Contracts.Grains;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Silo.Units;

/// <summary>A study in short, for the unit's grain.</summary>
internal static class SearchHistories
{
    public static SearchHistory Of(string runId, string candidate, StoredStudy study)
    {
        var best = new List<BestTrial>();
        foreach (var trial in study.Trials)
        {
            if (trial is { State: TrialState.Complete, Value: { } value } && (best.Count == 0 || value > best[^1].Value))
                best.Add(new BestTrial(trial.Number, value));
        }
        return new SearchHistory(
            runId, candidate, Count(TrialState.Complete), Count(TrialState.Pruned), Count(TrialState.Fail), best);

        int Count(TrialState state) => study.Trials.Count(trial => trial.State == state);
    }
}
