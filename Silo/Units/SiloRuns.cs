using System.Collections.Concurrent;
using System.Text;
using Huracan.Engine.Pipeline;
using Huracan.Storage.Candles;
using Huracan.Storage.Cluster;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Silo.Units;

/// <summary>The runs this silo works on, each in a folder of its own that looks like the command line's.</summary>
internal sealed class SiloRuns(RunTable runs, SiloIdentity silo)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<SiloRun>>> open = new();

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

    private async Task<SiloRun> MakeAsync(string runId)
    {
        var run = await runs.FindAsync(runId, CancellationToken.None) ?? throw new UnitFaultException($"There is no run {runId} any more.", isTransient: false);
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{runId}/{RunFiles.Config}");
        options.Device = silo.Device; // part of every stage's key: where the work is done decides
        var folder = Path.Combine(silo.Folder, "runs", runId);
        RunFiles.Create(folder, options, Encoding.UTF8.GetBytes(run.Features));
        return new SiloRun(runId, folder, options, CandleSources.Open(options));
    }
}
