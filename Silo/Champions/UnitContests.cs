using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Files;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Factory;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Silo.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Silo.Champions;

/// <summary>
/// Works out what a unit's contest changes: its bundles and the run's files of it are brought into a folder of this silo, where they are
/// judged as the command line judges them. New bundles are written as blobs; that they count is for the unit's grain to write.
/// </summary>
internal sealed partial class UnitContests(
    ChampionTable champions, RunTable runs, UnitTable units, FileTable files, IBlobStore blobs, SiloIdentity silo, TimeProvider time,
    ILogger<UnitContests> log) : IDisposable
{
    // Wrong keys are refused when the silo starts.
    private readonly BundleSigner? signer = BundleSigner.FromEnvironment(Environment.GetEnvironmentVariable);
    private readonly BundleTrust trust = BundleTrust.FromEnvironment(Environment.GetEnvironmentVariable);
    private readonly SemaphoreSlim slots = new(silo.Slots);

    private string Root => Path.Combine(silo.Folder, "contests");

    /// <summary>Empties the folder: what is there was left by a process that ended in between.</summary>
    public void Clear()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    /// <summary>Judges a unit of a run. Nothing that others see is changed, so that it may be done again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    /// <exception cref="ConflictException">The run is no factory's, or is not judged yet.</exception>
    public async Task<ContestChange> JudgeAsync(UnitKey key, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        var folder = Path.Combine(Root, Guid.NewGuid().ToString("N"));
        try
        {
            return await JudgeAsync(key, folder, cancellationToken);
        }
        finally
        {
            slots.Release();
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => slots.Dispose();

    private async Task<ContestChange> JudgeAsync(UnitKey key, string folder, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(key.RunId, cancellationToken) ?? throw new KeyNotFoundException($"There is no run '{key.RunId}'.");
        var unit = await units.FindAsync(key, cancellationToken) ?? throw new KeyNotFoundException($"There is no unit {key}.");
        if (run is not { Factory: { } settings, Judged: not null } || unit.Result is not { } result)
            throw new ConflictException($"{key} does not contend: its run is no factory's, or is not judged yet.");
        var options = YamlFile.Parse<FactoryRequest>(settings, $"{key.RunId}/{FactoryOptions.FileName}");
        var store = new ChampionStore(Path.Combine(folder, "champions"), trust);
        var before = (await champions.OfUnitAsync(key.Unit, cancellationToken)).FindAll(bundle => bundle.IsCurrent);
        await RestoreAsync(store, before.Where(bundle => bundle.Role == ChampionRole.Champion), cancellationToken);
        var waiting = ChampionContest.ChallengersOf(store);
        await RestoreAsync(waiting, before.Where(bundle => bundle.Role == ChampionRole.Challenger), cancellationToken);
        foreach (var met in await champions.ContendersAsync(key.Unit, cancellationToken))
            store.Write(met);
        var contest = new FactoryContest(store, signer, options, time);
        var runFolder = Path.Combine(folder, key.RunId);
        if (contest.NeedsFiles(result)
            || (result.Contends && store.Latest().Champions.Count > 0))
            await RestoreAsync(run, unit, runFolder, cancellationToken);
        var ((outcomes, failure), drift) = await Task.Run(
            () => (Contend(contest, new RunFolder(runFolder), key, result), Drift(store, new RunFolder(runFolder), key)),
            cancellationToken);
        if (failure is not null)
            return new ContestChange(outcomes, before, [], [], [], options.KeepVersions) { Drift = drift };
        var change = await ChangeAsync(key, outcomes, before, store, waiting, options.KeepVersions, cancellationToken);
        return change with { Drift = drift, Contenders = store.Contenders().Units };
    }

    // What cannot be told of a champion is not to keep its unit from contending.
    private IReadOnlyList<ChampionDrift> Drift(ChampionStore store, IRunFolder folder, UnitKey key)
    {
        try
        {
            return DriftOfChampions.Judge(store, folder, [key.Unit]);
        }
        catch (Exception exception) when (exception is not IOException and not OutOfMemoryException)
        {
            LogDriftFailure(key, exception);
            return [];
        }
    }

    private (IReadOnlyList<FactoryUnit> Outcomes, Exception? Failure) Contend(
        FactoryContest contest, IRunFolder folder, UnitKey key, UnitResult result)
    {
        try
        {
            return (contest.Contend(folder, key.RunId, result), null);
        }
        catch (Exception exception) when (exception is not IOException and not OutOfMemoryException)
        {
            // It would fail each time: the other units of the run are not to wait for it for ever. What it changed before is left out.
            LogFailure(key, exception);
            return ([FactoryContest.Failed(result, exception)], exception);
        }
    }

    // Unchecked: one that is refused is for the contest to judge, as on one machine, and keeps no run from ending.
    private async Task RestoreAsync(ChampionStore store, IEnumerable<StoredBundle> bundles, CancellationToken cancellationToken)
    {
        foreach (var bundle in bundles)
        {
            var content = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var file in await champions.FilesAsync(bundle.Role, bundle.Key, bundle.Version, cancellationToken))
            {
                // Without a blob that is gone the bundle is not whole, and is judged as such.
                if (await blobs.ReadAsync(file.Blob, cancellationToken) is { } bytes)
                    content[file.Path] = bytes;
            }
            var version = new PromotedVersion(bundle.Version, bundle.ManifestSha256);
            store.Restore(
                new ChampionPointer(
                    bundle.Key.Unit.Coin, bundle.Key.Unit.Timeframe, bundle.Key.Horizon, version.Version, version.ManifestSha256,
                    [version]),
                content);
        }
    }

    // As one machine would have left it, with the unit's report as it was judged among all units.
    private async Task RestoreAsync(RunRow run, UnitRecord unit, string folder, CancellationToken cancellationToken)
    {
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{run.RunId}/{RunOutputs.Config}");
        options.Device = unit.Device is { } device ? SettingValue.Parse<TrainingDevice>("units.device", device) : silo.Device;
        RunFiles.Create(folder, options, System.Text.Encoding.UTF8.GetBytes(run.Features));
        foreach (var file in await files.OfUnitAsync(unit.Key, cancellationToken))
            AtomicFile.Write(Path.Combine(folder, file.Path), await ReadAsync(file.Blob, cancellationToken));
        if (unit.Result is { Status: UnitStatus.Done } result)
            new ScoreStage(RunFiles.Open(folder)).Update(result);
    }

    private async Task<byte[]> ReadAsync(string blob, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(blob, cancellationToken) ?? throw new IOException($"The blob '{blob}' is gone.");

    private async Task<ContestChange> ChangeAsync(
        UnitKey key, IReadOnlyList<FactoryUnit> outcomes, List<StoredBundle> before, ChampionStore store, ChampionStore waiting,
        int keepVersions, CancellationToken cancellationToken)
    {
        var added = new List<(StoredBundle, IReadOnlyList<BundleBlob>)>();
        var looked = new List<StoredBundle>();
        foreach (var (role, place) in new[] { (ChampionRole.Champion, store), (ChampionRole.Challenger, waiting) })
        {
            foreach (var pointer in place.Latest().Champions)
            {
                var report = outcomes.FirstOrDefault(outcome => outcome.Horizon == pointer.Horizon && outcome.Promotion is not null);
                var known = before.Find(bundle => (bundle.Role, bundle.Key, bundle.Version) == (role, pointer.Key, pointer.Version));
                if (known is null)
                {
                    var bundle = place.Open(pointer);
                    added.Add((
                        new StoredBundle(role, bundle.Manifest, bundle.ManifestSha256, key.RunId, report!.Promotion!), // it was judged
                        await WriteAsync(bundle, cancellationToken)));
                }
                else if (role == ChampionRole.Challenger && report?.Promotion is { } again)
                    looked.Add(known with { RunId = key.RunId, Report = again });
            }
        }
        var waits = waiting.Latest();
        var removed = before.Where(bundle => bundle.Role == ChampionRole.Challenger && waits.Find(bundle.Key)?.Version != bundle.Version);
        return new ContestChange(outcomes, before, added, looked, [.. removed.Select(bundle => bundle.Key)], keepVersions);
    }

    private async Task<IReadOnlyList<BundleBlob>> WriteAsync(Bundle bundle, CancellationToken cancellationToken)
    {
        var written = new List<BundleBlob>();
        var root = $"champions/{Guid.NewGuid():N}"; // a name is written once
        foreach (var (path, content) in bundle.Files)
        {
            var blob = $"{root}/{path}";
            await blobs.WriteAsync(blob, content, cancellationToken);
            written.Add(new BundleBlob(path, blob, BundleSource.HashOf(content), content.Length));
        }
        return written;
    }

    [LoggerMessage(2, LogLevel.Error, "The drift of the champions of {Unit} could not be judged")]
    private partial void LogDriftFailure(UnitKey unit, Exception exception);

    [LoggerMessage(1, LogLevel.Error, "{Unit} could not contend")]
    private partial void LogFailure(UnitKey unit, Exception exception);
}
