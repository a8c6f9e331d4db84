using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Storage.Files;

namespace Huracan.Silo.Units;

/// <summary>Copies a unit's files between this silo's folder and the cluster.</summary>
internal sealed class UnitFiles(FileTable table, StudyTable studies, IBlobStore blobs, ILoggerFactory logs)
{
    /// <summary>
    /// Downloads the unit's published files into the folder, so that the work continues where the previous owner left it, and starts to
    /// publish new ones.
    /// </summary>
    public async Task<UnitPublisher> OpenAsync(UnitClaim claim, SiloRun run)
    {
        var known = new Dictionary<string, UnitFile>(StringComparer.Ordinal);
        foreach (var file in await table.OfUnitAsync(claim.Key, claim.Stopped))
        {
            known[file.Path] = file;
            if (!file.Path.StartsWith("data/", StringComparison.Ordinal)) // every silo ingests candles itself
                await FetchAsync(file, Path.Combine(run.Folder, file.Path), claim.Stopped);
        }
        RemoveUnpublished(claim.Key, run.Folder, known);
        var mirror = new StudyMirror(claim, run, studies);
        await mirror.RestoreAsync(known.ContainsKey);
        return new UnitPublisher(claim, run, known, mirror, table, blobs, logs.CreateLogger<UnitPublisher>());
    }

    private async Task FetchAsync(UnitFile file, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && await UnitPublisher.HashAsync(path, cancellationToken) == file.Sha256)
            return;
        var content = await blobs.ReadAsync(file.Blob, cancellationToken)
            ?? throw new UnitFailureException($"Blob {file.Blob} of {file.Path} is gone.", isTransient: true);
        AtomicFile.Write(path, content);
    }

    // Files that an earlier claim of this silo did not publish are obsolete: another silo may have continued without them.
    private static void RemoveUnpublished(UnitKey key, string runFolder, Dictionary<string, UnitFile> known)
    {
        var root = Path.Combine(runFolder, key.Unit.Coin, key.Unit.Timeframe.ToString());
        if (!Directory.Exists(root))
            return;
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (!known.ContainsKey(Path.GetRelativePath(runFolder, path)))
                File.Delete(path);
        }
    }
}
