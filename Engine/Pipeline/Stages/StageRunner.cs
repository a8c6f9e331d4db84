using System.Security.Cryptography;
using System.Text;
using Huracan.Contracts;

namespace Huracan.Engine.Pipeline.Stages;

/// <summary>Runs stages once: a finished one is skipped, an unfinished one starts over, an edited output is noticed.</summary>
/// <param name="folder">Where records and outputs lie.</param>
/// <param name="root">Path of the unit or candidate the stages belong to, without a trailing slash.</param>
/// <param name="progress">Receives the start and end of stages.</param>
public sealed class StageRunner(IRunFolder folder, string root, IProgress<StageEvent>? progress)
{
    /// <summary>Stages that are not run and must be finished already.</summary>
    public IReadOnlyCollection<string> Required { get; init; } = [];

    /// <summary>
    /// Runs <paramref name="body"/> unless the stage is finished for the same key.
    /// The body returns the paths of its outputs, relative to the run folder; outputs that hold times are left out of them.
    /// </summary>
    /// <returns>Hash of all outputs together, to be part of the next stage's key.</returns>
    /// <exception cref="InputRefusedException">The stage is not finished and is one of <see cref="Required"/>.</exception>
    /// <exception cref="EditedOutputException">An output of the finished stage was edited or removed since, or its record is
    /// damaged.</exception>
    public string Run(string stage, IEnumerable<string> keyParts, Func<IReadOnlyList<string>> body)
    {
        var key = HashOf([stage, CodeIdentity.Hash, .. keyParts]);
        var recordPath = RecordPath(root, stage);
        if (folder.Exists(recordPath))
        {
            var record = Read(recordPath);
            if (record.Key == key)
            {
                RefuseEdited(record, recordPath);
                progress?.Report(new StageEvent(root, stage, StageProgress.Skipped));
                return HashOf(record.Outputs.Values);
            }
        }
        if (Required.Contains(stage))
        {
            var command = stage == "best" ? "final" : stage; // it makes both
            throw new InputRefusedException(
                $"{root} has nothing that stage '{stage}' made of this data, configuration and code (and, for networks, on this kind of "
                    + $"processor), and it is not to be run now: run '{command}' first.");
        }
        progress?.Report(new StageEvent(root, stage, StageProgress.Started));
        var outputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in body())
            outputs[path] = folder.Hash(path)
                ?? throw new InvalidOperationException($"Stage '{stage}' of {root} names {path}, which it did not write.");
        folder.WriteJson(recordPath, new StageRecord(stage, key, outputs));
        progress?.Report(new StageEvent(root, stage, StageProgress.Finished));
        return HashOf(outputs.Values);
    }

    /// <summary>Hash of a finished stage's outputs, whatever its key; null where it is not finished.</summary>
    /// <exception cref="EditedOutputException">An output was edited or removed since, or the record is damaged.</exception>
    public string? Verify(string stage)
    {
        var recordPath = RecordPath(root, stage);
        if (!folder.Exists(recordPath))
            return null;
        var record = Read(recordPath);
        RefuseEdited(record, recordPath);
        return HashOf(record.Outputs.Values);
    }

    /// <summary>Path of a finished stage's record.</summary>
    /// <param name="root">Path of the unit or candidate.</param>
    /// <param name="stage">The stage.</param>
    public static string RecordPath(string root, string stage) => $"{root}/{StageOutputs.Records}/{stage}.json";

    /// <summary>SHA-256 over texts, each ended by a line feed, in lower-case hexadecimal.</summary>
    public static string HashOf(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\n"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private StageRecord Read(string recordPath)
    {
        try
        {
            return folder.ReadJson<StageRecord>(recordPath);
        }
        catch (InputRefusedException damaged)
        {
            throw new EditedOutputException($"{damaged.Message} Delete {recordPath} in the run's folder to have the stage done again.");
        }
    }

    private void RefuseEdited(StageRecord record, string recordPath)
    {
        foreach (var (path, hash) in record.Outputs)
        {
            var now = folder.Hash(path);
            if (now != hash)
            {
                throw new EditedOutputException(
                    $"{path} {(now is null ? "is gone" : "was changed")} since stage '{record.Stage}' wrote it; delete {recordPath} in the "
                        + "run's folder to have it made again.");
            }
        }
    }
}
