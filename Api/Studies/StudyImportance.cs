using System.Collections.Concurrent;
using Huracan.Contracts.Http.Studies;
using Huracan.Engine.Search.Importance;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Api.Studies;

/// <summary>
/// The importance of a study's settings. With hundreds of trials it takes a core for seconds, so it is computed for one request at a time
/// and cached until another trial is complete.
/// </summary>
internal sealed class StudyImportance : IDisposable
{
    private const int CacheSize = 200;
    private readonly SemaphoreSlim computing = new(1);
    private readonly ConcurrentDictionary<string, Entry> cached = new(StringComparer.Ordinal);

    public async Task<ImportanceView> OfAsync(StoredStudy study, CancellationToken cancellationToken)
    {
        var complete = study.Trials.Where(trial => trial.State == TrialState.Complete).ToArray();
        var (count, latest) = (complete.Length, complete.Max(trial => trial.Completed));
        if (Find() is { } before)
            return before;
        await computing.WaitAsync(cancellationToken);
        try
        {
            if (Find() is { } meanwhile)
                return meanwhile;
            var importance = await Task.Run(() => FunctionalAnova.Of(complete), cancellationToken);
            if (cached.Count >= CacheSize)
                cached.Clear();
            var view = new ImportanceView(
                [.. importance.Shares.Select(share => new ImportanceShare(share.Key, share.Value))], importance.Missing);
            cached[study.Name] = new Entry(count, latest, view);
            return view;
        }
        finally
        {
            computing.Release();
        }

        ImportanceView? Find() =>
            cached.TryGetValue(study.Name, out var entry) && (entry.Complete, entry.Latest) == (count, latest) ? entry.View : null;
    }

    public void Dispose() => computing.Dispose();

    private sealed record Entry(int Complete, DateTimeOffset? Latest, ImportanceView View);
}
