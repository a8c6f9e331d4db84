using System.Collections.Concurrent;
using Huracan.Contracts.Http.Studies;
using Huracan.Engine.Search.Importance;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Api.Studies;

/// <summary>
/// Which settings of a study matter. With hundreds of trials finding out takes a core for seconds, so it is done for one request at a time,
/// and known until another trial is complete.
/// </summary>
internal sealed class StudyImportance : IDisposable
{
    private const int MostKnown = 200;
    private readonly SemaphoreSlim finding = new(1);
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    public async Task<ImportanceView> OfAsync(StoredStudy study, CancellationToken cancellationToken)
    {
        var complete = study.Trials.Where(trial => trial.State == TrialState.Complete).ToArray();
        var (count, latest) = (complete.Length, complete.Max(trial => trial.Completed));
        if (Find() is { } before)
            return before;
        await finding.WaitAsync(cancellationToken);
        try
        {
            if (Find() is { } meanwhile)
                return meanwhile;
            var importance = await Task.Run(() => FunctionalAnova.Of(complete), cancellationToken);
            if (known.Count >= MostKnown)
                known.Clear();
            var view = new ImportanceView(
                [.. importance.Shares.Select(share => new ImportanceShare(share.Key, share.Value))], importance.Missing);
            known[study.Name] = new Known(count, latest, view);
            return view;
        }
        finally
        {
            finding.Release();
        }

        ImportanceView? Find() =>
            known.TryGetValue(study.Name, out var one) && (one.Complete, one.Latest) == (count, latest) ? one.View : null;
    }

    public void Dispose() => finding.Dispose();

    private sealed record Known(int Complete, DateTimeOffset? Latest, ImportanceView View);
}
