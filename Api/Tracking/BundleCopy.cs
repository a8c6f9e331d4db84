using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;

namespace Huracan.Api.Tracking;

/// <summary>The champion of a unit at a horizon, and the challenger that waits, as a folder of champions.</summary>
internal sealed class BundleCopy(ChampionTable champions, IBlobStore blobs, ChampionStore served)
{
    /// <summary>Makes the folder. A bundle that is damaged is there as it is: who opens it says what is wrong with it.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="model">The two.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TransientRefusalException">A file of a bundle is not there: it was replaced just now, or is lost.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task MakeAsync(string root, DueModel model, CancellationToken cancellationToken)
    {
        var store = new ChampionStore(root, served.Trust);
        await AddAsync(store, ChampionRole.Champion, model.Key, model.Champion, cancellationToken);
        await AddAsync(ChampionContest.ChallengersOf(store), ChampionRole.Challenger, model.Key, model.Challenger, cancellationToken);
        store.Write(Contenders.NoneOf(model.Key, model.Champion?.Version)); // an alias has to go where its bundle is there no more
    }

    private async Task AddAsync(
        ChampionStore store, ChampionRole role, ChampionKey key, PromotedVersion? version, CancellationToken cancellationToken)
    {
        if (version is null)
            return;
        var content = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in await champions.FilesAsync(role, key, version.Version, cancellationToken))
        {
            content[file.Path] = await blobs.ReadAsync(file.Blob, cancellationToken)
                ?? throw new TransientRefusalException($"{key}: the blob '{file.Blob}' of version '{version.Version}' is gone.");
        }
        if (content.Count == 0)
            throw new TransientRefusalException($"{key}: version '{version.Version}' has no files.");
        store.Restore(
            new ChampionPointer(key.Unit.Coin, key.Unit.Timeframe, key.Horizon, version.Version, version.ManifestSha256, [version]),
            content);
    }
}
