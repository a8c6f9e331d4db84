namespace Huracan.Storage.Bundles;

/// <summary>Publishes into a folder of champions, such as one that is mounted from elsewhere.</summary>
/// <param name="target">The folder.</param>
/// <param name="keep">Versions of each champion to be kept there, 1 or more.</param>
public sealed class FolderPublisher(ChampionStore target, int keep) : IBundlePublisher
{
    /// <inheritdoc/>
    public string Target => target.Root;

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishedFile>> PublishAsync(
        IReadOnlyList<Bundle> champions, bool dryRun, CancellationToken cancellationToken)
    {
        var files = new List<PublishedFile>();
        foreach (var bundle in champions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isThere = target.Versions(bundle.Manifest.Key).Contains(bundle.Manifest.Version);
            files.AddRange(bundle.Files.Select(file =>
                new PublishedFile($"{bundle.Place.Folder}/{file.Key}", file.Value.Length, !isThere)));
            if (dryRun)
                continue;
            target.Promote(bundle);
            target.Prune(bundle.Manifest.Key, keep);
        }
        return Task.FromResult<IReadOnlyList<PublishedFile>>(files);
    }
}
