using Huracan.Contracts;
using Huracan.Engine.Search.Importance;
using Huracan.Storage.Studies;

namespace Huracan.Api.Studies;

/// <summary>Which settings of a study matter. With thousands of trials it takes a core for a while, so it is found for one request at a time.</summary>
internal sealed class StudyImportance : IDisposable
{
    private readonly SemaphoreSlim finding = new(1);

    public async Task<ImportanceView> OfAsync(StoredStudy study, CancellationToken cancellationToken)
    {
        await finding.WaitAsync(cancellationToken);
        try
        {
            var importance = await Task.Run(() => FunctionalAnova.Of(study.Trials), cancellationToken);
            return new ImportanceView([.. importance.Shares.Select(share => new ImportanceShare(share.Key, share.Value))], importance.Missing);
        }
        finally
        {
            finding.Release();
        }
    }

    public void Dispose() => finding.Dispose();
}
