using Huracan.Api.Startup;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Hamilton;
using Huracan.Storage.Bundles;
using Huracan.Storage.Files;

namespace Huracan.Api.Champions;

/// <summary>
/// Keeps the folder that champions are served from equal to those of the cluster, once it has any. Bundles are checked before they are
/// written. One that is refused keeps no other away: <c>latest.json</c> names it too, so that it is on the do-not-trade list in place of
/// the champion before, and it is asked for again every minute. The factory's reports go to <c>factory/</c> in the same folder; one that
/// cannot be read is written anew.
/// </summary>
internal sealed partial class ChampionMirror(
    ChampionTable champions, ContestTable contests, IBlobStore blobs, ChampionStore store, ChampionCopy copy, DatabaseStartup startup,
    TimeProvider time, ILogger<ChampionMirror> log) : BackgroundService
{
    private const string Reports = "factory";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), CheckEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ChampionKey, string> refused = [];
    private readonly HashSet<string> wholeReports = new(StringComparer.Ordinal); // when they were read, a minute ago at most
    private long? checkedAt;
    private long forgotAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Done.WaitAsync(stoppingToken);
        var (lastFailure, isFollowed) = ("", false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
                lastFailure = "";
                isFollowed = true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (exception.Message != lastFailure) // it is tried again every second
                    LogFailure(store.Root, lastFailure = exception.Message);
            }
            await Task.Delay(Interval, time, stoppingToken);
            if (isFollowed)
                copy.Made(); // after the delay: by now a look at the folder before is too old to count
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        // First: a champion that is refused is not to keep them away.
        if (time.GetElapsedTime(forgotAt) >= CheckEvery)
        {
            wholeReports.Clear();
            forgotAt = time.GetTimestamp();
        }
        foreach (var runId in await contests.ReportIdsAsync(time.GetUtcNow() - HamiltonOptions.ReportAge, cancellationToken))
        {
            var path = Path.Combine(store.Root, Reports, $"{runId}.json");
            if ((wholeReports.Contains(runId) && File.Exists(path)) || IsReport(path))
                wholeReports.Add(runId);
            else if (await contests.ReportAsync(runId, cancellationToken) is { } report)
                AtomicFile.Write(path, HuracanJson.Serialize(report));
        }
        var latest = await champions.LatestAsync(cancellationToken);
        if (latest.Champions.Count == 0)
            return;
        var isNew = !HuracanJson.Serialize(latest).AsSpan().SequenceEqual(ListOfCopy());
        if (!isNew && checkedAt is { } last && time.GetElapsedTime(last) < CheckEvery)
            return;
        foreach (var pointer in latest.Champions)
            await TryFetchAsync(pointer, cancellationToken);
        if (isNew)
        {
            store.Follow(latest);
            foreach (var pointer in latest.Champions)
                store.Prune(pointer.Key, pointer.Promoted.Count);
            LogFollowed(store.Root, latest.Champions.Count);
        }
        checkedAt = time.GetTimestamp();
    }

    private async Task TryFetchAsync(ChampionPointer pointer, CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(pointer, cancellationToken);
            refused.Remove(pointer.Key);
        }
        catch (InputRefusedException refusal) when (refusal is not TransientRefusalException)
        {
            if (refused.GetValueOrDefault(pointer.Key) != refusal.Message)
                LogRefused(pointer.Key, pointer.Version, store.Root, refused[pointer.Key] = refusal.Message);
        }
    }

    private async Task FetchAsync(ChampionPointer pointer, CancellationToken cancellationToken)
    {
        if (store.Versions(pointer.Key).Contains(pointer.Version) && IsWhole(pointer))
            return;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in await champions.FilesAsync(ChampionRole.Champion, pointer.Key, pointer.Version, cancellationToken))
            files[file.Path] = await blobs.ReadAsync(file.Blob, cancellationToken)
                ?? throw new InputRefusedException($"{pointer.Key} {pointer.Version}: the blob '{file.Blob}' of '{file.Path}' is gone.");
        store.Add(new BundlePlace(pointer.Key, pointer.Version), files);
    }

    // One that is damaged is written anew.
    private byte[] ListOfCopy()
    {
        try
        {
            return store.LatestContent();
        }
        catch (InputRefusedException refusal) when (refusal is not TransientRefusalException)
        {
            return [];
        }
    }

    private static bool IsReport(string path)
    {
        try
        {
            JsonFile.Read<FactoryReport>(path);
            return true;
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }

    // A copy that was damaged since is made anew.
    private bool IsWhole(ChampionPointer pointer)
    {
        try
        {
            store.Open(pointer);
            return true;
        }
        catch (InputRefusedException refusal) when (refusal is not TransientRefusalException)
        {
            store.Discard(new BundlePlace(pointer.Key, pointer.Version));
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Folder} has the {Count} champions of the cluster")]
    private partial void LogFollowed(string folder, int count);

    [LoggerMessage(2, LogLevel.Warning, "The champions could not be copied to {Folder} yet: {Reason}")]
    private partial void LogFailure(string folder, string reason);

    [LoggerMessage(3, LogLevel.Error, "Champion {Version} of {Key} is not copied to {Folder} and not to be traded: {Reason}")]
    private partial void LogRefused(ChampionKey key, string version, string folder, string reason);
}
