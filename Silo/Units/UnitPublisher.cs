using System.Security.Cryptography;
using System.Threading.Channels;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Silo.Units;

/// <summary>
/// Publishes the files of a unit while the work continues: checkpoints as they are kept, every trial, a stage's outputs when it is
/// finished, the rest at the end. Blobs are written first, under names with the claim's token; a row for each then makes it current.
/// </summary>
internal sealed partial class UnitPublisher : IAsyncDisposable
{
    private readonly UnitClaim claim;
    private readonly SiloRun run;
    private readonly RunFolder files;
    private readonly Dictionary<string, UnitFile> known;
    private readonly StudyMirror studies;
    private readonly FileTable table;
    private readonly IBlobStore blobs;
    private readonly ILogger log;
    private readonly Channel<StageEvent> steps = Channel.CreateUnbounded<StageEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task consumer;
    private readonly HashSet<string> late = new(StringComparer.Ordinal);
    private TestEvidence? opened; // what the grain does not know yet; a later one of the same specification says more
    private int written;

    public UnitPublisher(
        UnitClaim claim, SiloRun run, Dictionary<string, UnitFile> known, StudyMirror studies, FileTable table, IBlobStore blobs,
        ILogger log)
    {
        (this.claim, this.run, this.known, this.studies, this.table, this.blobs, this.log) =
            (claim, run, known, studies, table, blobs, log);
        files = new RunFolder(run.Folder);
        consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>Publishes what a stage event announces.</summary>
    public void Handle(StageEvent step)
    {
        if (step.Progress is StageProgress.Advanced or StageProgress.Kept or StageProgress.Finished)
            steps.Writer.TryWrite(step);
    }

    /// <summary>Publishes the remaining files and deletes checkpoints.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        steps.Writer.TryComplete();
        await consumer;
        await OpenTestAsync();
        var unit = claim.Key.Unit;
        var own = files.List($"{unit}");
        var data = new List<string>
        {
            RunOutputs.Candles(unit), RunOutputs.Funding(unit.Coin), RunOutputs.Spread(unit.Coin), RunOutputs.Integrity(unit.Coin),
        };
        if (run.IsFactory || own.Any(ReadsBitcoin)) // a champion or challenger of earlier runs may read them too
            data.Add(BitcoinCandles.PathFor(unit.Timeframe));
        foreach (var path in own.Where(path => Path.GetFileName(path) == StageOutputs.Study))
            await SaveTrialsAsync(Path.GetDirectoryName(path)!, cancellationToken); // a file of the unit has a folder
        var paths = own.Where(path => !IsCheckpoint(path))
            .Concat(data.Where(path => File.Exists(Path.Combine(run.Folder, path))))
            .Order(StringComparer.Ordinal)
            .ToArray();
        await PublishAsync(paths, [.. known.Keys.Where(IsCheckpoint)], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        steps.Writer.TryComplete();
        await consumer;
        studies.Dispose();
    }

    internal static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private bool ReadsBitcoin(string path) =>
        path.EndsWith($"/{StageOutputs.FinalModel}/{TrainedModel.MetaFile}", StringComparison.Ordinal)
        && JsonFile.Read<ModelMeta>(Path.Combine(run.Folder, path)).ReadsBitcoin(run.Features);

    private static bool IsCheckpoint(string path) => path.Contains($"/{StageOutputs.Unfinished}/", StringComparison.Ordinal);

    private static bool IsTrialModel(string path) => path.Contains($"/{StageOutputs.TrialModels}/", StringComparison.Ordinal);

    private async Task ConsumeAsync()
    {
        try
        {
            await foreach (var step in steps.Reader.ReadAllAsync(claim.Stopped))
                await PublishAsync(step);
        }
        catch (OperationCanceledException)
        {
            // The claim ends. The next owner continues from what is published.
        }
        catch (StaleOwnerException)
        {
            claim.Lose();
        }
    }

    private async Task PublishAsync(StageEvent step)
    {
        try
        {
            if (step.Progress == StageProgress.Finished)
                late.UnionWith(OutputsOf(step));
            opened = step.Opened ?? opened;
            await OpenTestAsync();
            if (step.Stage == TuneStage.Name && step.Progress != StageProgress.Advanced)
                await SaveTrialsAsync(step.Scope, claim.Stopped);
            if (step.Progress == StageProgress.Finished)
            {
                // Together with what could not be published of earlier stages: a next owner skips a stage that it finds finished, and with
                // it the stages below that one.
                await PublishAsync([.. late], [], claim.Stopped);
                late.Clear();
            }
            else if (!steps.Reader.TryPeek(out var next) || next.Progress != StageProgress.Advanced) // a newer checkpoint is on its way
                await PublishAsync(files.List($"{step.Scope}/{StageOutputs.Unfinished}"), [], claim.Stopped);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not StaleOwnerException)
        {
            // The training is not affected and continues. What is missing is published at the end or computed by the next owner.
            LogUnpublished(claim.Key, exception.Message);
        }
    }

    // Nothing of a test part is published before the cluster knows that it was read.
    private async Task OpenTestAsync()
    {
        if (opened is null)
            return;
        await claim.OpenTestAsync(opened);
        opened = null;
    }

    private IEnumerable<string> OutputsOf(StageEvent step)
    {
        var path = StageRunner.RecordPath(step.Scope, step.Stage);
        var outputs = JsonFile.Read<StageRecord>(Path.Combine(run.Folder, path)).Outputs.Keys.Append(path);
        // Holds times, and so is none of the hashed outputs.
        var results = $"{step.Scope}/{StageOutputs.TrainingResults}";
        return step.Stage is BestStage.Name or FinalStage.Name && File.Exists(Path.Combine(run.Folder, results))
            ? outputs.Append(results)
            : outputs;
    }

    // The history is read before the models and saved after them, so that each trial in it has its model in the cluster. A model that is
    // missing by then was replaced by that of a better trial, which a later owner trains again.
    private async Task SaveTrialsAsync(string candidate, CancellationToken cancellationToken)
    {
        if (studies.Read(candidate) is not { } history)
            return;
        var folder = $"{candidate}/{StageOutputs.TrialModels}";
        var models = files.List(folder);
        await PublishAsync(
            models, [.. known.Keys.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal)).Except(models)],
            cancellationToken);
        studies.Save(candidate, history);
        try
        {
            await claim.RecordAsync(SearchHistories.Of(claim.Key.RunId, candidate, history));
        }
        catch (Exception exception) when (exception is not StaleOwnerException)
        {
            LogUnpublished(claim.Key, exception.Message); // a summary, which the next trial tells anew
        }
    }

    private async Task PublishAsync(
        IReadOnlyList<string> paths, IReadOnlyList<string> removed, CancellationToken cancellationToken)
    {
        var changed = new List<UnitFile>();
        foreach (var path in paths)
        {
            if (await WriteBlobAsync(path, cancellationToken) is { } file)
                changed.Add(file);
        }
        if (changed.Count == 0 && removed.Count == 0)
            return;
        await table.PublishAsync(claim.Key, claim.Number, changed, removed, cancellationToken);
        var replaced = changed.Select(file => known.GetValueOrDefault(file.Path))
            .Concat(removed.Select(path => known.GetValueOrDefault(path)))
            .OfType<UnitFile>();
        var unused = replaced.Select(file => file.Blob).ToArray();
        foreach (var file in changed)
            known[file.Path] = file;
        foreach (var path in removed)
            known.Remove(path);
        if (unused.Length > 0)
            await blobs.DeleteAsync(unused, cancellationToken);
    }

    private async Task<UnitFile?> WriteBlobAsync(string path, CancellationToken cancellationToken)
    {
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(Path.Combine(run.Folder, path), cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException
            && (IsCheckpoint(path) || IsTrialModel(path)))
        {
            return null; // deleted in the meantime: the training ended, or a better trial replaced it
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (known.GetValueOrDefault(path)?.Sha256 == hash)
            return null;
        // A name is written only once: the number makes the names of one claim unique.
        var name = $"{claim.Key}/{claim.Number}/{written++}/{path}";
        await blobs.WriteAsync(name, content, cancellationToken);
        return new UnitFile(path, name, hash, content.Length, claim.Number);
    }

    [LoggerMessage(1, LogLevel.Warning, "Files of {Unit} could not be published yet: {Reason}")]
    private partial void LogUnpublished(UnitKey unit, string reason);
}
