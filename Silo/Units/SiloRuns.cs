using System.Collections.Concurrent;
using System.Text;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Silo.Settings;
using Huracan.Silo.Workers;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Silo.Units;

/// <summary>The runs this silo works on, each in its own folder with the same layout as the command line's.</summary>
internal sealed class SiloRuns(RunTable runs, WorkerSlots workers, SiloIdentity silo)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<SiloRun>>> open = new();

    private string Root => Path.Combine(silo.Folder, "runs");

    /// <summary>Opens a run; its folder is made at the first time.</summary>
    public async Task<SiloRun> OpenAsync(string runId)
    {
        var entry = open.GetOrAdd(runId, id => new Lazy<Task<SiloRun>>(() => MakeAsync(id)));
        try
        {
            return await entry.Value;
        }
        catch
        {
            open.TryRemove(new KeyValuePair<string, Lazy<Task<SiloRun>>>(runId, entry)); // the next unit tries again
            throw;
        }
    }

    /// <summary>Empties the folder. What an earlier process left there is either published or obsolete.</summary>
    public void Clear()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    /// <summary>Deletes the folders of finished runs that no unit of this silo works in.</summary>
    public async Task CleanUpAsync(Claims claims, CancellationToken cancellationToken)
    {
        foreach (var (runId, entry) in open)
        {
            if (claims.AnyOf(runId) || await runs.FindAsync(runId, cancellationToken) is { Finished: null }
                || !open.TryRemove(runId, out _))
                continue;
            var folder = (await entry.Value).Folder;
            workers.StopIdle(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<SiloRun> MakeAsync(string runId)
    {
        var run = await runs.FindAsync(runId, CancellationToken.None)
            ?? throw new UnitFailureException($"There is no run {runId} any more.", isTransient: false);
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{runId}/{RunOutputs.Config}");
        options.Device = silo.Device; // part of every stage's key: the silo that does the work decides
        var features = YamlFile.Parse<FeatureConfig>(run.Features, $"{runId}/{RunOutputs.Features}")
            .Build(FeatureCatalog.Default, $"{runId}/{RunOutputs.Features}");
        var folder = Path.Combine(Root, runId);
        RunFiles.Create(folder, options, Encoding.UTF8.GetBytes(run.Features));
        return new SiloRun(runId, folder, options, features, CandleSources.Open(options), run.TraceParent, run.Factory is not null)
        {
            Chain = new ChainOptions { Last = run.LastStage == LastStage.Best ? ChainStage.Best : ChainStage.Backtest },
        };
    }
}
