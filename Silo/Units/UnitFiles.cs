using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Storage.Files;

namespace Huracan.Silo.Units;

/// <summary>Carries a unit's files between this silo's folder and the cluster.</summary>
internal sealed class UnitFiles(FileTable table, StudyTable studies, IBlobStore blobs, ILoggerFactory logs)
{
    /// <summary>
    /// Brings what the cluster has of the unit into the folder, so that the work goes on where whoever had it before left it, and
    /// begins to publish what the work leaves.
    /// </summary>
    public async Task<UnitPublisher> OpenAsync(UnitClaim claim, SiloRun run)
    {
        var known = new Dictionary<string, UnitFile>(StringComparer.Ordinal);
        foreach (var file in await table.OfUnitAsync(claim.Key, claim.Stopped))
        {
            known[file.Path] = file;
            if (!file.Path.StartsWith("data/", StringComparison.Ordinal)) // every silo takes candles in on its own
                await FetchAsync(file, Path.Combine(run.Folder, file.Path), claim.Stopped);
        }
        RemoveStrays(claim.Key, run.Folder, known);
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

    // What an earlier claim of this silo left and could not publish is nobody's: another silo may have gone on from before it.
    private static void RemoveStrays(UnitKey key, string runFolder, Dictionary<string, UnitFile> known)
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
