using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Silo.Settings;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Silo.Reports;

/// <summary>
/// Publishes the reports and pages of a run's scored units once more with the verdict they have together, as the command line writes them
/// at a run's end. The files that are drawn are brought into a folder of this silo.
/// </summary>
internal sealed partial class JudgedReports(
    FileTable files, IBlobStore blobs, SiloIdentity silo, TimeProvider time, ILogger<JudgedReports> log)
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20); // of the caller's time, who asks again

    private string Root => Path.Combine(silo.Folder, "reports");

    /// <summary>Empties the folder: what is there was left by a process that ended in between.</summary>
    public void Clear()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    /// <summary>Publishes those that are not published yet.</summary>
    /// <returns>Whether all are; false where time is up.</returns>
    /// <exception cref="StaleOwnerException">A unit has changed since the run was judged.</exception>
    public async Task<bool> TryPublishAsync(JudgedRun judged, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isWhole = true;
        var folder = Path.Combine(Root, Guid.NewGuid().ToString("N"));
        var scores = new Lazy<ScoreStage>(() =>
        {
            RunFiles.Create(folder, judged.Options, Encoding.UTF8.GetBytes(judged.Run.Features));
            return new ScoreStage(RunFiles.Open(folder));
        });
        try
        {
            var done = judged.Records.Zip(judged.Units).Where(unit => unit.Second.Status == UnitStatus.Done);
            var options = new ParallelOptions { MaxDegreeOfParallelism = silo.Slots, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(done, options, async (unit, cancellationToken) =>
            {
                if (time.GetElapsedTime(started) > Slice)
                    isWhole = false;
                else
                    await TryPublishAsync(unit.First.Key, unit.First.Token, unit.Second, folder, scores, cancellationToken);
            });
            return isWhole;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task TryPublishAsync(
        UnitKey key, long token, UnitResult result, string folder, Lazy<ScoreStage> scores, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(key, token, result, folder, scores, cancellationToken);
        }
        catch (Exception exception) when (exception
            is not (OperationCanceledException or DbException or StaleOwnerException or IOException or OutOfMemoryException))
        {
            LogFailure(key, exception); // it would fail each time, and the run is not to wait for it for ever
        }
    }

    private async Task PublishAsync(
        UnitKey key, long token, UnitResult result, string folder, Lazy<ScoreStage> scores, CancellationToken cancellationToken)
    {
        var published = (await files.OfUnitAsync(key, cancellationToken)).ToDictionary(file => file.Path);
        string[] paths = [UnitReport.PathOf(key.Unit), RunOutputs.UnitPage(key.Unit)];
        if (!published.TryGetValue(paths[0], out var report)
            || HuracanJson.AreSame(
                HuracanJson.Deserialize<UnitReport>(await ReadAsync(report, cancellationToken), report.Path).Result, result))
            return;
        foreach (var file in published.Values.Where(file => IsDrawn(key.Unit, file.Path)))
            AtomicFile.Write(Path.Combine(folder, file.Path), await ReadAsync(file, cancellationToken));
        scores.Value.Update(result);
        var changed = new List<UnitFile>();
        foreach (var path in paths)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(folder, path), cancellationToken);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (published.GetValueOrDefault(path)?.Sha256 == hash)
                continue;
            var blob = $"{key}/{token}/{Guid.NewGuid():N}/{path}"; // a name is written once
            await blobs.WriteAsync(blob, content, cancellationToken);
            changed.Add(new UnitFile(path, blob, hash, content.Length, token));
        }
        await files.AmendAsync(key, token, changed, cancellationToken);
        var replaced = changed.Select(file => published.GetValueOrDefault(file.Path)?.Blob).OfType<string>().ToArray();
        if (replaced.Length > 0)
            await blobs.DeleteAsync(replaced, cancellationToken);
    }

    private static bool IsDrawn(UnitId unit, string path) =>
        path == UnitReport.PathOf(unit) || path == RunOutputs.ConsensusBars(unit) || path == RunOutputs.Candles(unit)
            || Path.GetFileName(path) is StageOutputs.EquityChart or StageOutputs.Importance;

    private async Task<byte[]> ReadAsync(UnitFile file, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(file.Blob, cancellationToken)
            ?? throw new InvalidDataException($"The blob '{file.Blob}' of '{file.Path}' is gone.");

    [LoggerMessage(1, LogLevel.Error, "The report of {Unit} could not be written with its run's verdict")]
    private partial void LogFailure(UnitKey unit, Exception exception);
}
