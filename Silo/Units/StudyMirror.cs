using Huracan.Cluster.Studies;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Silo.Units;

/// <summary>
/// Copies a unit's trial history to the cluster while a worker writes it into a file of this silo, and restores the file where another
/// silo continues the unit.
/// </summary>
internal sealed class StudyMirror(UnitClaim claim, SiloRun run, StudyTable table) : IDisposable
{
    private readonly Dictionary<string, (IStudyStorage Storage, int Finished)> open = new(StringComparer.Ordinal);

    /// <summary>
    /// Restores unfinished studies into the run's folder. One without trials is begun anew: its writer may have ended between two of the
    /// attributes that say what it is a study of, which come before the first trial.
    /// </summary>
    /// <param name="published">Whether a file is published. The study of a finished search is.</param>
    public async Task RestoreAsync(Func<string, bool> published)
    {
        foreach (var candidate in await table.CandidatesAsync(claim.Key, claim.Stopped))
        {
            if (published($"{candidate}/{StageOutputs.Study}")
                || await table.FindAsync(claim.Key.RunId, candidate, claim.Stopped) is not { Trials.Count: > 0 } study)
                continue;
            var path = PathOf(candidate);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file has a folder
            using var file = SqliteStudyStorage.Open(path, candidate, study.Direction);
            foreach (var (key, json) in study.Attributes)
                file.SetAttribute(key, json);
            foreach (var trial in study.Trials)
                file.Put(trial);
        }
    }

    /// <summary>A candidate's history in the file; null where there is none.</summary>
    public StoredStudy? Read(string candidate)
    {
        var path = PathOf(candidate);
        return File.Exists(path) ? SqliteStudyStorage.Read(path, candidate) : null;
    }

    /// <summary>Updates the cluster's history of a candidate from what <see cref="Read"/> returned.</summary>
    /// <exception cref="Contracts.Grains.StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public void Save(string candidate, StoredStudy study)
    {
        try
        {
            Update(candidate, study);
        }
        catch
        {
            // A server that crashed may have lost what it had confirmed: the next time it is read anew.
            if (open.Remove(candidate, out var mirror))
                mirror.Storage.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (storage, _) in open.Values)
            storage.Dispose();
    }

    private void Update(string candidate, StoredStudy study)
    {
        if (!open.TryGetValue(candidate, out var mirror))
        {
            var storage = table.Open(claim.Key, claim.Number, candidate);
            open[candidate] = mirror = (storage, Finished(storage.Load()));
        }
        foreach (var (key, json) in study.Attributes)
        {
            if (mirror.Storage.Attributes.GetValueOrDefault(key) != json)
                mirror.Storage.SetAttribute(key, json);
        }
        // Finished trials do not change any more.
        foreach (var trial in study.Trials.Skip(mirror.Finished))
        {
            mirror.Storage.Put(trial);
            if (trial.State == TrialState.Running)
                mirror.Storage.Heartbeat(trial.Number);
        }
        open[candidate] = (mirror.Storage, Finished(study.Trials));
    }

    private string PathOf(string candidate) => Path.Combine(run.Folder, $"{candidate}/{StageOutputs.Study}");

    private static int Finished(IReadOnlyList<FrozenTrial> trials) => trials.TakeWhile(trial => trial.IsFinished).Count();
}
